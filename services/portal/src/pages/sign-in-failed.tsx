import { pageWords } from '@tuntas/wording';
import type { JSX } from 'preact';
import { linkTo, Page, type Setting } from './page.js';

/** Somebody came back from the provider, and it did not fit. */
export function signInFailedPage(code: string, setting: Setting): JSX.Element {
  const { desk } = pageWords(setting.language);
  return (
    <Page setting={setting} title={desk.failedTitle} translatable={false}>
      <h1>{desk.failedTitle}</h1>
      <p class="lead">{code === 'second-factor-failed' ? desk.failedFactor : desk.failed}</p>
      <p class="actions">
        <a class="button" href={linkTo('/petugas', setting.language)}>
          {desk.again}
        </a>
      </p>
    </Page>
  );
}
