import { pageWords } from '@tuntas/wording';
import type { JSX } from 'preact';
import type { Figure, Figures } from '../upstream/figures.js';
import { valueIn } from './numbers.js';
import { linkTo, Page, type Setting } from './page.js';
import { TrackForm } from './track-form.js';

/** Speed and outcome side by side: what came in, what was answered in time, what is late, what had to be reopened. */
const shown: readonly string[] = ['K1', 'K8', 'overdue', 'K14'];

export function homePage(all: Figures | undefined, setting: Setting): JSX.Element {
  const { language } = setting;
  const figures = (all?.figures ?? []).filter(({ id, value }) => shown.includes(id) && value !== null);
  const { home } = pageWords(language);
  return (
    <Page setting={setting} title={home.title}>
      <h1 class="motto">{home.title}</h1>
      <form method="post" action={linkTo('/lapor/mulai', language)} class="start">
        <label for="text">{home.question}</label>
        <p class="hint" id="text-hint">
          {home.hint}
        </p>
        <textarea id="text" name="text" rows={4} aria-describedby="text-hint" />
        <div class="row">
          <button type="submit" class="button">
            {home.go}
          </button>
          <p class="hint">{home.noAccount}</p>
        </div>
      </form>
      <section aria-labelledby="lacak">
        <h2 id="lacak">{home.trackHeading}</h2>
        <TrackForm setting={setting} />
      </section>
      <section aria-labelledby="cara">
        <h2 id="cara">{home.howHeading}</h2>
        <ol class="steps">
          {home.steps.map(([what, more]) => (
            <li>
              <strong>{what}</strong> {more}
            </li>
          ))}
        </ol>
      </section>
      {figures.length > 0 && <Today figures={figures} setting={setting} />}
    </Page>
  );
}

function Today({ figures, setting: { language } }: { figures: readonly Figure[]; setting: Setting }): JSX.Element {
  const { home } = pageWords(language);
  return (
    <section aria-labelledby="angka">
      <h2 id="angka">{home.figuresHeading}</h2>
      <dl class="tiles">
        {figures.map((figure) => (
          <div>
            <dt>{figure.name[language]}</dt>
            <dd>{valueIn(figure, language)}</dd>
          </div>
        ))}
      </dl>
      <p>
        <a href={linkTo('/statistik', language)}>{home.figuresMore}</a>
      </p>
    </section>
  );
}
