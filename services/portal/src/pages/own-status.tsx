import type { Zone } from '@tuntas/calendar';
import { dateInWords, instantInWords, pageWords, workingDaysInWords } from '@tuntas/wording';
import type { JSX } from 'preact';
import type { OwnStatus } from '../upstream/intake.js';
import { CodeForm } from './fields.js';
import { linkTo, Page, type Setting } from './page.js';
import { PersonalData } from './personal-data.js';
import { Facts } from './public-status.js';
import { Now } from './now.js';
import { StateBadge } from './state-badge.js';

export interface OwnPage {
  readonly report: OwnStatus;
  /** Goes with every form of the page, in its body; behind the reference, and so always good. */
  readonly receipt: string;
  readonly zone: Zone;
  /** Made with the page: a form of it that is sent twice is one act. */
  readonly key: string;
  /** What was just done, or why it was not. */
  readonly said?: { readonly good: boolean; readonly sentence: string } | undefined;
}

interface PartProps extends OwnPage {
  readonly setting: Setting;
}

/** In the order of what people come for: the honest sentence, by when, what to do now, what happened, what was told. */
export function ownStatusPage(page: OwnPage, setting: Setting): JSX.Element {
  const { language } = setting;
  const { report, receipt, said } = page;
  const { acts, status, frame } = pageWords(language);
  const parts = { ...page, setting };
  const other = language === 'id' ? 'en' : 'id';
  return (
    <Page setting={setting} title={`${status.yours} ${report.reference}`} translatable={false}>
      {said && (
        <p class={said.good ? 'said good' : 'said'} role="status">
          {said.sentence}
        </p>
      )}
      <p class="over">
        {status.yours} <span class="code">{report.reference}</span>
      </p>
      <h1>{report.sentences.who}</h1>
      <StateBadge state={report.state} label={report.stateLabel} />
      {report.together === true && <p>{acts.together}</p>}
      {report.acts?.some(isTooLateToHide) === true && <p>{acts.secretTooLate}</p>}
      <By {...parts} />
      <Now report={report} receipt={receipt} actKey={page.key} setting={setting} />
      <Replies {...parts} />
      <Timeline {...parts} />
      <Told {...parts} />
      <PersonalData report={report} receipt={receipt} actKey={page.key} setting={setting} />
      <div class="actions">
        <CodeForm action={linkTo('/lacak', language)} code={receipt}>
          <button type="submit" class="button quiet">
            {status.fresh}
          </button>
        </CodeForm>
        <CodeForm action={linkTo('/lacak', other)} code={receipt}>
          <button type="submit" class="button quiet" lang={other}>
            {frame.otherLanguage}
          </button>
        </CodeForm>
      </div>
    </Page>
  );
}

function By({ report, setting: { language } }: PartProps): JSX.Element {
  const { status } = pageWords(language);
  const { byWhen, ifLate, notes } = report.sentences;
  const lines = [byWhen, ifLate, ...notes].filter((line) => line !== undefined);
  return (
    <section aria-labelledby="batas">
      <h2 id="batas">{status.deadlines}</h2>
      {lines.map((line, at) => (
        <p class={at === 0 && byWhen !== undefined ? 'lead' : undefined}>{line}</p>
      ))}
      {report.clocks.length > 0 && (
        <ul class="dates">
          {report.clocks.map(({ label, dueOn, workingDaysLeft }) => (
            <li class={workingDaysLeft < 0 ? 'late' : undefined}>
              <strong>{label.charAt(0).toUpperCase() + label.slice(1)}</strong> {dateInWords(dueOn, language)}
              <span class="left"> · {leftInWords(workingDaysLeft, language)}</span>
            </li>
          ))}
        </ul>
      )}
      <dl class="facts">
        <Facts report={report} language={language} />
        <Promised report={report} language={language} />
      </dl>
    </section>
  );
}

/** The date that the answer promised, and whether it was kept (D8). */
function Promised({ report: { plannedOn, keptOn }, language }: Pick<PartProps, 'report'> & Pick<Setting, 'language'>) {
  const { acts } = pageWords(language);
  if (plannedOn === undefined) return null;
  const kept = keptOn === undefined ? '' : `, ${acts.kept(dateInWords(keptOn, language))}`;
  return (
    <div>
      <dt>{acts.promised}</dt>
      <dd>{dateInWords(plannedOn, language) + kept}</dd>
    </div>
  );
}

function leftInWords(workingDaysLeft: number, language: Setting['language']): string {
  const { status } = pageWords(language);
  if (workingDaysLeft === 0) return status.today;
  const days = workingDaysInWords(Math.abs(workingDaysLeft), language);
  return workingDaysLeft > 0 ? status.daysLeft(days) : status.daysLate(days);
}

function Replies({ report, zone, setting: { language } }: PartProps): JSX.Element | null {
  const { status } = pageWords(language);
  if (report.replies.length === 0) return null;
  return (
    <section aria-labelledby="kata">
      <h2 id="kata">{status.replies}</h2>
      {report.replies.toReversed().map(({ words, gone, agency, at }) => (
        <figure class="reply">
          <blockquote>
            <p>{gone ? status.replyGone : (words ?? status.replyHidden)}</p>
          </blockquote>
          <figcaption>{[agency?.name, whenInWords(at, zone, language)].filter(Boolean).join(' · ')}</figcaption>
        </figure>
      ))}
    </section>
  );
}

function Timeline({ report, zone, setting: { language } }: PartProps): JSX.Element {
  const { status } = pageWords(language);
  return (
    <section aria-labelledby="kejadian">
      <h2 id="kejadian">{status.timeline}</h2>
      <ol class="timeline" reversed>
        {report.timeline.toReversed().map(({ at, line }) => (
          <li>
            <p>{line}</p>
            <p class="hint">
              <time dateTime={at}>{whenInWords(at, zone, language)}</time>
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Of a secret report only the date is told. */
function whenInWords(at: string, zone: Zone, language: Setting['language']): string {
  return at.includes('T') ? instantInWords(new Date(at), zone, language) : dateInWords(at, language);
}

function Told({ report, setting: { language } }: PartProps): JSX.Element | null {
  const { acts, status } = pageWords(language);
  const { text, correctedTitle, place, contact } = report;
  if (text === undefined) return null;
  return (
    <section aria-labelledby="semula">
      <h2 id="semula">{status.told}</h2>
      <blockquote class="told">{text}</blockquote>
      <dl class="facts">
        {correctedTitle !== undefined && (
          <div>
            <dt>{acts.correctedTitle}</dt>
            <dd>{correctedTitle}</dd>
          </div>
        )}
        {place?.words !== undefined && (
          <div>
            <dt>{status.place}</dt>
            <dd>{place.words}</dd>
          </div>
        )}
        {contact?.email !== undefined && (
          <div>
            <dt>{status.contact}</dt>
            <dd>{contact.email}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}

/** The agency had it first; it stays hidden from the public all the same. */
const isTooLateToHide = ({ act, refused }: { act: string; refused?: string | undefined }): boolean =>
  act === 'made-secret' && refused !== undefined;
