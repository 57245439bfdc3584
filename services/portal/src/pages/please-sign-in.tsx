import { pageWords } from '@tuntas/wording';
import type { JSX } from 'preact';
import { linkTo, Page, type Setting } from './page.js';

/** For whoever opens an officers' page and is not signed in, or no longer. */
export function pleaseSignInPage(setting: Setting): JSX.Element {
  const { language } = setting;
  const { desk, frame } = pageWords(language);
  return (
    <Page setting={setting} title={desk.title}>
      <h1>{desk.title}</h1>
      <p class="lead">{desk.pleaseSignIn}</p>
      <p class="actions">
        <a class="button" href={linkTo('/masuk', language)}>
          {desk.signIn}
        </a>
        <a class="button quiet" href={linkTo('/lacak', language)}>
          {frame.track}
        </a>
      </p>
    </Page>
  );
}
