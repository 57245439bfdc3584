import { pageWords } from '@tuntas/wording';
import type { JSX } from 'preact';
import { Page, type Setting } from './page.js';

export function helpPage(setting: Setting): JSX.Element {
  const { help } = pageWords(setting.language);
  return (
    <Page setting={setting} title={help.title}>
      <h1>{help.title}</h1>
      <nav aria-label={help.contents} class="contents">
        <ul>
          {help.sections.map(({ id, heading }) => (
            <li>
              <a href={`#${id}`}>{heading}</a>
            </li>
          ))}
        </ul>
      </nav>
      {help.sections.map(({ id, heading, paragraphs }) => (
        <section aria-labelledby={id}>
          <h2 id={id}>{heading}</h2>
          {paragraphs.map((paragraph) => (
            <p>{paragraph}</p>
          ))}
        </section>
      ))}
    </Page>
  );
}
