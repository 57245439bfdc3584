import { dateInWords, instantInWords, pageWords } from '@tuntas/wording';
import type { JSX } from 'preact';
import type { Figure, Figures } from '../upstream/figures.js';
import { BarChart } from './bar-chart.js';
import { numberIn, valueIn } from './numbers.js';
import { Page, type Setting } from './page.js';

/** Every figure with its definition, n, cohort, period, zone and calendar, and the download of the same numbers. */
export function figuresPage(figures: Figures | undefined, setting: Setting): JSX.Element {
  const { language } = setting;
  const { figures: words } = pageWords(language);
  return (
    <Page setting={setting} title={words.title}>
      <h1>{words.title}</h1>
      <p class="lead">{words.intro}</p>
      {figures === undefined ? (
        <p class="said" role="status">
          {words.away}
        </p>
      ) : (
        <>
          <p class="hint">{aboutAll(figures, setting)}</p>
          {figures.figures.map((figure) => (
            <OneFigure figure={figure} of={figures} setting={setting} />
          ))}
          <p class="hint">{words.caution}</p>
        </>
      )}
    </Page>
  );
}

function aboutAll({ computedAt, zone, calendarVersion }: Figures, { language }: Setting): string {
  const { figures: words } = pageWords(language);
  return [
    words.computed(instantInWords(new Date(computedAt), zone, language)),
    words.zone(zone),
    ...(calendarVersion === null ? [] : [words.calendar(String(calendarVersion))]),
  ].join(' · ');
}

function OneFigure({ figure, of, setting }: { figure: Figure; of: Figures; setting: Setting }): JSX.Element {
  const { language } = setting;
  const { figures: words } = pageWords(language);
  const { id, name, definition, counts, n, parts } = figure;
  const title = name[language];
  return (
    <section aria-labelledby={id} class="figure">
      <h2 id={id}>{title}</h2>
      <p class="value">{valueIn(figure, language)}</p>
      {parts && <BarChart id={id} title={title} parts={parts} language={language} />}
      <p>{definition[language]}</p>
      <p class="hint">
        {words[counts](dateInWords(of.from, language), dateInWords(of.to, language))} ·{' '}
        {n === null ? words.withheld : words.n(numberIn(n, language))} · {words.zone(of.zone)}
      </p>
      <p>
        <a class="button quiet" href="/api/figures.csv" download aria-label={words.downloadOf(title)}>
          {words.download}
        </a>
      </p>
    </section>
  );
}
