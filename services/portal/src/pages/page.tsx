import type { Language } from '@tuntas/events';
import { pageWords, type PageWords } from '@tuntas/wording';
import type { ComponentChildren, JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Assets } from '../assets.js';

/** What every page is made in. */
export interface Setting {
  readonly language: Language;
  /** The page's own address in Indonesian. */
  readonly path: string;
  readonly assets: Assets;
  readonly mailbox: string | undefined;
}

interface PageProps {
  readonly setting: Setting;
  readonly title: string;
  readonly children: ComponentChildren;
  /** False on pages that a plain link cannot show again in another language. */
  readonly translatable?: boolean;
  /** Loads the island of the report's form. */
  readonly island?: boolean;
}

export function html(page: JSX.Element): string {
  return `<!doctype html>${renderToString(page)}`;
}

/** The address of a page in the reader's language. */
export function linkTo(path: string, language: Language): string {
  if (language === 'id') return path;
  return path === '/' ? '/en' : `/en${path}`;
}

export function Page({ setting, title, children, translatable = true, island = false }: PageProps): JSX.Element {
  const { language, assets } = setting;
  const words = pageWords(language);
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} – Tuntas`}</title>
        <link rel="icon" href={assets.icon.path} type="image/svg+xml" />
        <link rel="stylesheet" href={assets.style.path} />
        {island && assets.island && <script type="module" src={assets.island.path} />}
      </head>
      <body>
        <a class="skip" href="#isi">
          {words.frame.skip}
        </a>
        <Head setting={setting} words={words} translatable={translatable} />
        <main id="isi" tabIndex={-1}>
          {children}
        </main>
        <Foot setting={setting} words={words} />
      </body>
    </html>
  );
}

const menu = [
  ['/lapor', 'report'],
  ['/lacak', 'track'],
  ['/statistik', 'figures'],
  ['/bantuan', 'help'],
] as const;

interface PartProps {
  readonly setting: Setting;
  readonly words: PageWords;
}

function Head({ setting, words, translatable }: PartProps & { translatable: boolean }): JSX.Element {
  const { language, path } = setting;
  const other = language === 'id' ? 'en' : 'id';
  return (
    <header class="head">
      <div class="wide">
        <a class="brand" href={linkTo('/', language)}>
          Tuntas
        </a>
        {translatable && (
          <a class="language" href={linkTo(path, other)} hreflang={other} lang={other}>
            {words.frame.otherLanguage}
          </a>
        )}
        <nav aria-label={words.frame.menu}>
          {menu.map(([to, name]) => (
            <a href={linkTo(to, language)} aria-current={path === to ? 'page' : undefined}>
              {words.frame[name]}
            </a>
          ))}
        </nav>
      </div>
    </header>
  );
}

function Foot({ setting: { language, mailbox }, words: { frame } }: PartProps): JSX.Element {
  return (
    <footer class="foot">
      <div class="wide">
        <p class="emergency">{frame.emergency}</p>
        <nav aria-label={frame.footer}>
          <a href={linkTo('/bantuan', language)}>{frame.help}</a>
          <a href={`${linkTo('/bantuan', language)}#privasi`}>{frame.privacy}</a>
          {mailbox !== undefined && <a href={mailbox}>{frame.mailbox}</a>}
        </nav>
        <p>{frame.brandLine}</p>
      </div>
    </footer>
  );
}
