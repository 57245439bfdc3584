import { MOST_TEXT_CHARACTERS } from '@tuntas/events';
import { textFault, type Problem } from '@tuntas/runtime';
import { z } from 'zod';
import type { NewReport } from '../upstream/intake.js';

/** What came with a form: nothing of it is trusted, everything of it is shown again when something is wrong. */
export interface ReportForm {
  readonly text: string;
  readonly place: string;
  readonly noPlace: boolean;
  readonly area: string;
  readonly kind: string;
  readonly who: 'everyone' | 'officers' | 'secret';
  readonly supervisory: boolean;
  readonly email: string;
  readonly name: string;
  /** Made by the server with the form: one form, one report, however often it is sent. */
  readonly key: string;
}

export type FieldName = Exclude<keyof ReportForm, 'key' | 'noPlace'>;

/** What is wrong with a field; `code` is of wording's problems, or `place-missing`, which only this form knows. */
export interface FieldFault {
  readonly field: FieldName;
  readonly code: string;
  readonly values?: Readonly<Record<string, unknown>>;
}

const word = z.string().catch('');
const ticked = z
  .literal('yes')
  .transform(() => true)
  .catch(false);

const form = z.object({
  text: word,
  place: word,
  noPlace: ticked,
  area: word,
  kind: word,
  who: z.enum(['everyone', 'officers', 'secret']).catch('everyone'),
  supervisory: ticked,
  email: word,
  name: word,
  key: word,
});

/** Browsers send line ends as CR LF (HTML, form data set); people mean one. */
export function readReportForm(body: unknown): ReportForm {
  const read = form.parse(body ?? {});
  return { ...read, text: read.text.replaceAll('\r\n', '\n') };
}

/** The two things that are needed; all other faults are intake's to find, so that no rule stands twice. */
export function faultsBeforeSending({ text, place, noPlace, area }: ReportForm): FieldFault[] {
  const fault = textFault(text, { most: MOST_TEXT_CHARACTERS });
  const placeless = place.trim() === '' && area === '' && !noPlace;
  return [
    ...(fault ? [{ field: 'text', code: fault, values: { most: MOST_TEXT_CHARACTERS } } as const] : []),
    ...(placeless ? [{ field: 'place', code: 'place-missing' } as const] : []),
  ];
}

/** What intake is told. Empty fields are left out; whoever wants secrecy wants no name passed on either. */
export function reportFrom({ text, place, noPlace, area, kind, who, supervisory, email, name }: ReportForm): NewReport {
  const words = noPlace ? '' : place.trim();
  const where = { ...(words && { words }), ...(!noPlace && area && { area }) };
  const contact = { ...(name.trim() && { name: name.trim() }), ...(email.trim() && { email: email.trim() }) };
  return {
    text,
    ...(kind && { kind }),
    ...(Object.keys(where).length > 0 && { place: where }),
    anonymous: who !== 'everyone',
    secret: who === 'secret',
    supervisory,
    ...(Object.keys(contact).length > 0 && { contact }),
  };
}

const fieldOf: Readonly<Record<string, FieldName>> = {
  text: 'text',
  'place.words': 'place',
  'place.area': 'area',
  kind: 'kind',
  'contact.email': 'email',
  'contact.name': 'name',
};

/** Intake's refusal at the fields of the form; nothing when it is about something else. */
export function faultsIn({ faults }: Problem): FieldFault[] {
  return faults.flatMap(({ code, field = '', values }) => {
    const own = fieldOf[field];
    return own ? [{ field: own, code, ...(values && { values }) }] : [];
  });
}
