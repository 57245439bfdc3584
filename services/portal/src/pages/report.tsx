import { complaintKind } from '@tuntas/events';
import { kindLabels, pageWords, problemSentence, type PageWords } from '@tuntas/wording';
import type { JSX } from 'preact';
import type { FieldFault, FieldName, ReportForm } from '../forms/report-form.js';
import type { District } from '../upstream/organisation.js';
import { Choice, FaultSummary, Field } from './fields.js';
import { linkTo, Page, type Setting } from './page.js';

export interface ReportPage {
  readonly form: ReportForm;
  readonly districts: readonly District[];
  readonly faults: readonly FieldFault[];
  /** What is wrong with no single field: a service is away. */
  readonly trouble?: string | undefined;
}

interface PartProps extends ReportPage {
  readonly setting: Setting;
  readonly words: PageWords['report'];
  readonly faultOf: (field: FieldName) => string | undefined;
}

/** The form: two things are needed, the rest is folded away. Whatever was written comes back with the faults. */
export function reportPage(page: ReportPage, setting: Setting): JSX.Element {
  const { language } = setting;
  const { report } = pageWords(language);
  const sentenceOf = (fault: FieldFault): string => sentence(fault, setting);
  const faultOf = (field: FieldName): string | undefined => {
    const found = page.faults.find((fault) => fault.field === field);
    return found && sentenceOf(found);
  };
  const summary = [
    ...page.faults.map((fault) => ({ field: fault.field, sentence: `${report[fault.field]} – ${sentenceOf(fault)}` })),
    ...(page.trouble === undefined ? [] : [{ sentence: page.trouble }]),
  ];
  const parts = { ...page, setting, words: report, faultOf };
  const title = summary.length > 0 ? `${report.faults}: ${report.title}` : report.title;
  return (
    <Page setting={setting} title={title} island>
      <h1>{report.title}</h1>
      {summary.length > 0 && (
        <FaultSummary
          title={report.faults}
          hint={page.trouble === undefined ? report.faultsHint : report.retryHint}
          faults={summary}
        />
      )}
      <p class="lead">{report.intro}</p>
      <form
        method="post"
        action={linkTo('/lapor', language)}
        class="report"
        noValidate
        data-draft
        data-left={report.left}
        data-kept={report.draftKept}
        data-drop={report.draftDrop}
        data-sending={report.sending}
      >
        <input type="hidden" name="key" value={page.form.key} />
        <What {...parts} />
        <Where {...parts} />
        <Who {...parts} />
        <News {...parts} />
        <Kind {...parts} />
        <button type="submit" class="button send">
          {report.send}
        </button>
        <p class="hint">{report.sendHint}</p>
      </form>
    </Page>
  );
}

function sentence({ code, values }: FieldFault, { language }: Setting): string {
  if (code === 'place-missing') return pageWords(language).report.placeMissing;
  return problemSentence(code, language, values) ?? problemSentence('wrong-format', language) ?? code;
}

function What({ form, words, faultOf }: PartProps): JSX.Element {
  return (
    <Field id="text" label={words.text} hint={words.textHint} fault={faultOf('text')}>
      {(aria) => (
        <textarea {...aria} id="text" name="text" rows={7} required>
          {form.text}
        </textarea>
      )}
    </Field>
  );
}

function Where({ form, words, faultOf, districts }: PartProps): JSX.Element {
  return (
    <fieldset>
      <legend class="quiet-legend">{words.place}</legend>
      <Field id="place" label={words.place} hint={words.placeHint} fault={faultOf('place')}>
        {(aria) => (
          <input {...aria} id="place" name="place" type="text" value={form.place} maxLength={500} autocomplete="off" />
        )}
      </Field>
      {districts.length > 0 && (
        <Field id="area" label={words.area} optional={words.optional} fault={faultOf('area')}>
          {(aria) => (
            <select {...aria} id="area" name="area">
              <option value="">{words.areaNone}</option>
              {districts.map(({ code, name }) => (
                <option value={code} selected={code === form.area}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Choice type="checkbox" name="noPlace" value="yes" checked={form.noPlace} label={words.noPlace} />
    </fieldset>
  );
}

function Who({ form, words }: PartProps): JSX.Element {
  return (
    <details open={form.who !== 'everyone' || form.supervisory}>
      <summary>{words.whoFold}</summary>
      <fieldset id="who">
        <legend>{words.who}</legend>
        {(['everyone', 'officers', 'secret'] as const).map((who) => (
          <Choice
            type="radio"
            name="who"
            value={who}
            checked={form.who === who}
            label={words[who]}
            hint={words[`${who}Hint`]}
          />
        ))}
      </fieldset>
      <Choice type="checkbox" name="supervisory" value="yes" checked={form.supervisory} label={words.supervisory} />
    </details>
  );
}

function News({ form, words, faultOf }: PartProps): JSX.Element {
  const fault = faultOf('email') ?? faultOf('name');
  return (
    <details open={fault !== undefined || form.email !== '' || form.name !== ''}>
      <summary>{words.contactFold}</summary>
      <Field id="email" label={words.email} hint={words.emailHint} fault={faultOf('email')}>
        {(aria) => (
          <input
            {...aria}
            id="email"
            name="email"
            type="email"
            value={form.email}
            maxLength={254}
            autocomplete="email"
          />
        )}
      </Field>
      <Field id="name" label={words.name} optional={words.optional} fault={faultOf('name')}>
        {(aria) => (
          <input {...aria} id="name" name="name" type="text" value={form.name} maxLength={200} autocomplete="name" />
        )}
      </Field>
    </details>
  );
}

function Kind({ form, words, setting: { language }, faultOf }: PartProps): JSX.Element {
  return (
    <details open={form.kind !== '' && form.kind !== 'complaint'}>
      <summary>{words.kind}</summary>
      <Field id="kind" label={words.kind} fault={faultOf('kind')}>
        {(aria) => (
          <select {...aria} id="kind" name="kind">
            {complaintKind.options.map((kind) => (
              <option value={kind} selected={kind === form.kind}>
                {kindLabels[kind][language]}
              </option>
            ))}
          </select>
        )}
      </Field>
    </details>
  );
}
