import { pageWords } from '@tuntas/wording';
import type { JSX } from 'preact';
import { linkTo, Page, type Setting } from './page.js';

/** What stands where a page should have been: what is wrong, and what to do. */
export function problemPage(
  { status, sentence }: { status: number; sentence: string | undefined },
  setting: Setting,
): JSX.Element {
  const { language } = setting;
  const { frame, trouble } = pageWords(language);
  const [title, text] = wordsFor(status, sentence);
  function wordsFor(status: number, sentence: string | undefined): readonly [string, string] {
    if (status === 404) return [trouble.missingTitle, trouble.missing];
    if (status === 503) return [trouble.awayTitle, trouble.away];
    return [trouble.otherTitle, sentence ?? trouble.away];
  }
  return (
    <Page setting={setting} title={title} translatable={false}>
      <h1>{title}</h1>
      <p class="lead">{text}</p>
      <p class="actions">
        <a class="button" href={linkTo('/', language)}>
          {frame.home}
        </a>
        <a class="button quiet" href={linkTo('/bantuan', language)}>
          {frame.help}
        </a>
      </p>
    </Page>
  );
}
