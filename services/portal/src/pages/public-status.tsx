import { dateInWords, kindLabels, pageWords } from '@tuntas/wording';
import type { JSX } from 'preact';
import type { PublicStatus } from '../upstream/intake.js';
import { linkTo, Page, type Setting } from './page.js';
import { StateBadge } from './state-badge.js';

/**
 * What anybody may see of a report (domain.md §2): where it stands and who has it; no word of what was told, but the copy
 * without names that an officer published.
 */
export function publicStatusPage(report: PublicStatus, setting: Setting): JSX.Element {
  const { language } = setting;
  const { acts, status } = pageWords(language);
  return (
    <Page setting={setting} title={`${status.title} ${report.reference}`}>
      <p class="over">{status.title}</p>
      <h1 class="code">{report.reference}</h1>
      <StateBadge state={report.state} label={report.stateLabel} />
      <p class="lead">{report.sentence}</p>
      <dl class="facts">
        <Facts report={report} language={language} />
      </dl>
      {report.published !== undefined && (
        <section aria-labelledby="salinan">
          <h2 id="salinan">{acts.published}</h2>
          <blockquote>
            <p>{report.published}</p>
          </blockquote>
          <p class="hint">{acts.publishedHint}</p>
        </section>
      )}
      <p class="hint">{status.publicHint}</p>
      <p>
        <a class="button quiet" href={linkTo('/lacak', language)}>
          {status.haveCode}
        </a>
      </p>
    </Page>
  );
}

/** The facts that are public, each where it is known. */
export function Facts({ report, language }: { report: PublicStatus; language: Setting['language'] }): JSX.Element {
  const { status } = pageWords(language);
  const { kind, category, area, holder, dates = {} } = report;
  const facts: readonly (readonly [string, string | undefined])[] = [
    [status.holder, holder?.name],
    [status.kind, kind && kindLabels[kind][language]],
    [status.category, category?.name],
    [status.area, area?.name],
    ...(['submitted', 'routed', 'answered', 'closed'] as const).map(
      (name) => [status[name], dates[name] && dateInWords(dates[name], language)] as const,
    ),
    [status.withdrawnOn, dates['withdrawn'] && dateInWords(dates['withdrawn'], language)],
  ];
  return (
    <>
      {facts.map(
        ([name, value]) =>
          value !== undefined && (
            <div>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </>
  );
}
