import {
  act,
  AGENCY,
  type Cast,
  done,
  OTHER_AGENCY,
  OTHER_UNIT,
  submit,
  type Told,
  UNIT,
  withReceipt,
} from './cast.js';
import type { Hand } from './hand.js';

const LEGAL_HOLDS = ['intake.legal_holds.reason'];
/** No rule of routing is about this: it stays with the national desk. */
const NOBODY_KNOWS = 'Ada hal yang ingin saya sampaikan';
const UNSEALINGS = ['intake.unsealings.reason'];

/** The officers that all stories share. */
export interface Desk {
  readonly coordinator: Hand;
  readonly liaison: Hand;
  readonly validator: Hand;
  readonly national: Hand;
  readonly inspectorate: Hand;
  readonly oversight: Hand;
  readonly auditor: Hand;
}

export function deskOf(cast: Cast): Desk {
  return {
    coordinator: cast.officer('coordinator', { role: 'coordinator', agency: AGENCY }),
    liaison: cast.officer('liaison', { role: 'liaison', agency: AGENCY, unit: UNIT }),
    validator: cast.officer('validator', { role: 'validator', agency: AGENCY }),
    national: cast.officer('national desk', { role: 'national-desk' }),
    inspectorate: cast.officer('inspectorate', { role: 'inspectorate' }),
    oversight: cast.officer('oversight', { role: 'oversight' }),
    auditor: cast.officer('auditor', { role: 'auditor' }),
  };
}

/** A public complaint through the API, from the door to its end and on; every officer of its agency writes something. */
export async function publicComplaint(cast: Cast, desk: Desk): Promise<void> {
  const { coordinator, liaison, validator, oversight, auditor } = desk;
  const words = (door: string): string => cast.words('content', door);
  const person = cast.person('public complainant');
  const told = await cast.tell(person, 'public complaint');
  const { id, receipt } = told;
  await cast.until(person, told, 'ROUTED');
  await withReceipt(person, 'why', { receipt });
  await withReceipt(person, 'additions', { receipt, text: words('addition') });
  await act(coordinator, id, 'corrections', { title: words('corrected title') });
  await act(coordinator, id, 'texts', { text: words('note for handlers'), audience: 'handlers' });
  await act(coordinator, id, 'texts', { text: words('text for the complainant'), audience: 'complainant' });
  await act(coordinator, id, 'urgency', { urgent: true });
  await act(coordinator, id, 'postponements', { missing: ['place'], text: words('postponement') });
  const { pauseId } = await cast.until(person, told, 'POSTPONED');
  await withReceipt(person, 'completions', { receipt, pauseId, text: words('completion') });
  await cast.until(person, told, 'ROUTED');
  await act(coordinator, id, 'postponements', { missing: ['time'], text: words('second postponement') });
  await act(coordinator, id, 'resumptions');
  await act(coordinator, id, 'assignments', { unit: OTHER_UNIT });
  await act(coordinator, id, 'reassignments', { unit: UNIT, reason: words('reassignment') });
  await act(liaison, id, 'follow-ups', { text: words('follow-up') });
  await act(coordinator, id, 'extensions', { workingDays: 2, text: words('extension') });
  const refused = { outcome: 'refused', legalReason: words('legal reason'), evidence: words('evidence') };
  await act(liaison, id, 'answers', { text: words('first answer'), ...refused });
  await act(validator, id, 'validations', { rework: words('rework') });
  const plannedOn = (await cast.inDays(30)).toISOString().slice(0, 10);
  await act(liaison, id, 'answers', { text: words('second answer'), outcome: 'planned', plannedOn });
  await act(validator, id, 'validations');
  const first = await cast.until(person, told, 'ANSWERED');
  await withReceipt(person, 'disputes', { receipt, answerId: first.answerId, reason: words('dispute') });
  await cast.until(person, told, 'IN_PROGRESS');
  await act(liaison, id, 'answers', { text: words('third answer'), outcome: 'planned', plannedOn });
  await act(validator, id, 'validations');
  const second = await cast.until(person, told, 'ANSWERED');
  await act(liaison, id, 'kept-promises', { text: words('kept promise') });
  await withReceipt(person, 'acceptances', { receipt, answerId: second.answerId, rating: 3 });
  await cast.until(person, told, 'CLOSED');
  await act(coordinator, id, 'published-copies', { text: cast.words('published', 'published copy') });
  await done(auditor, { method: 'POST', path: `/api/cases/${id}/identity-readings`, body: {} });
  await act(oversight, id, 'reopenings', { reason: words('reopening') });
}

/** Confidential, through the forms of the pages, without a script; all that a complainant can do on the own page. */
export async function formsOfThePages(cast: Cast, { coordinator, liaison, validator }: Desk): Promise<void> {
  const words = (door: string): string => cast.words('content', `form, ${door}`);
  const person = cast.person('complainant with forms');
  const text = `Jalan berlubang besar di depan pasar. ${words('words')}`;
  const { name, email } = cast.contact('form');
  const place = `Sangatta Utara ${cast.make('words', 'content', 'form, place')}`;
  await submit(person, '/lapor/mulai', { text: cast.words('nothing', 'form that is begun') });
  const key = crypto.randomUUID();
  const page = await submit(person, '/lapor', { text, place, name, email, key, who: 'officers' });
  const told = await cast.told(codesOn(page.text));
  const { id, receipt } = told;
  await submit(person, '/lapor/simpan', { code: receipt, reference: told.reference });
  await submit(person, '/lacak', { code: receipt });
  const own = async (path: string, fields: Readonly<Record<string, string>> = {}): Promise<void> =>
    void (await submit(person, `/lacak/${path}`, { code: receipt, key: crypto.randomUUID(), ...fields }));
  await cast.until(person, told, 'ROUTED');
  await own('tambah', { text: words('addition') });
  await act(coordinator, id, 'postponements', { missing: ['place'], text: words('postponement') });
  const { pauseId = '' } = await cast.until(person, told, 'POSTPONED');
  await own('lengkapi', { pause: pauseId, text: words('completion') });
  await cast.until(person, told, 'ROUTED');
  await act(coordinator, id, 'assignments', { unit: UNIT });
  await act(liaison, id, 'follow-ups', { text: words('follow-up') });
  const answer = async (): Promise<string> => {
    await act(liaison, id, 'answers', { text: words('answer'), outcome: 'explained' });
    await act(validator, id, 'validations');
    return (await cast.until(person, told, 'ANSWERED')).answerId ?? '';
  };
  await own('belum', { answer: await answer(), reason: words('dispute') });
  await cast.until(person, told, 'IN_PROGRESS');
  await own('terima', { answer: await answer(), rating: '4' });
  await cast.until(person, told, 'CLOSED');
  await own('kontak', cast.contact('form, corrected contact'));
  await own('batasi', { restricted: 'yes' });
  await own('batasi', { restricted: 'no' });
  await own('data');
  await own('jangan-hubungi');
  await own('hapus', { confirmed: 'yes' });
}

/** What is left of the page's forms: an appeal, a withdrawal; and secrecy, for what nobody but the desk has seen. */
export async function formsThatEnd(cast: Cast, { coordinator, national }: Desk): Promise<void> {
  const words = (door: string): string => cast.words('content', `form, ${door}`);
  const person = cast.person('complainant who appeals');
  const told = await cast.tell(person, 'complaint to be archived');
  const own = async (path: string, fields: Readonly<Record<string, string>> = {}, { receipt } = told): Promise<void> =>
    void (await submit(person, `/lacak/${path}`, { code: receipt, key: crypto.randomUUID(), ...fields }));
  await cast.until(person, told, 'ROUTED');
  await act(coordinator, told.id, 'archivings', { reason: 'unclear', text: words('archiving') });
  await cast.until(person, told, 'ARCHIVED');
  await own('keberatan', { reason: words('appeal') });
  await cast.until(person, told, 'SUBMITTED');
  await act(national, told.id, 'archivings', { reason: 'spam', text: words('second archiving') });
  await act(national, told.id, 'restorations');
  await cast.until(person, told, 'SUBMITTED');
  await own('cabut', { reason: words('withdrawal') });
  await cast.until(person, told, 'WITHDRAWN');
  const unknown = await cast.tell(person, 'complaint made secret by form', {}, NOBODY_KNOWS);
  await own('rahasiakan', {}, unknown);
  const another = await cast.tell(person, 'complaint made secret', {}, NOBODY_KNOWS);
  await withReceipt(person, 'secrecy', { receipt: another.receipt });
}

/** Anonymous: its identity is opened by two persons, its words are held, it is returned and routed by hand. */
export async function anonymousComplaint(cast: Cast, desk: Desk): Promise<void> {
  const { coordinator, liaison, national, inspectorate, auditor } = desk;
  const words = (door: string): string => cast.words('content', `anonymous, ${door}`);
  const person = cast.person('anonymous complainant');
  const told = await cast.tell(person, 'anonymous complaint', { anonymous: true });
  const { id, receipt } = told;
  await cast.until(person, told, 'ROUTED');
  const path = `/api/cases/${id}/identity-unsealings`;
  const reason = cast.words('record', 'reason for an unsealing', UNSEALINGS);
  const asked = await done(national, { method: 'POST', path, body: { text: reason } });
  const { unsealingId } = JSON.parse(asked.text) as { unsealingId: string };
  await done(auditor, { method: 'POST', path: `${path}/${unsealingId}/agreement`, body: {} });
  await done(national, { method: 'POST', path: `${path}/${unsealingId}/reading`, body: {} });
  const hold = { reason: cast.words('record', 'reason for a hold', LEGAL_HOLDS), conceals: true };
  const placed = await done(inspectorate, { method: 'POST', path: `/api/complaints/${id}/holds`, body: hold });
  const { holdId } = JSON.parse(placed.text) as { holdId: string };
  await done(inspectorate, { method: 'POST', path: `/api/complaints/${id}/holds/${holdId}/lifting`, body: {} });
  await act(coordinator, id, 'returns', { reason: words('return'), suggestedAgency: OTHER_AGENCY });
  await cast.until(person, told, 'SUBMITTED');
  await routed(national, told, AGENCY);
  await cast.until(person, told, 'ROUTED');
  await act(coordinator, id, 'assignments', { unit: UNIT });
  await act(liaison, id, 'reassignments', { reason: words('given back') });
  await withReceipt(person, 'contact-corrections', { receipt, contact: cast.contact('anonymous, corrected contact') });
  await withReceipt(person, 'restrictions', { receipt, restricted: true });
  await withReceipt(person, 'data', { receipt });
  await withReceipt(person, 'withdrawals', { receipt, reason: words('withdrawal') });
  await cast.until(person, told, 'WITHDRAWN');
  await withReceipt(person, 'consent-withdrawals', { receipt });
  await withReceipt(person, 'erasures', { receipt });
}

/** Secret: routed by the inspectorate alone; what its complainant writes is sealed, what officers write stays in databases. */
export async function secretComplaint(cast: Cast, desk: Desk): Promise<void> {
  const { coordinator, liaison, validator, inspectorate } = desk;
  const handled = (door: string): string => cast.words('handled', `secret, ${door}`);
  const sealed = (door: string): string => cast.words('sealed', `secret, ${door}`);
  const person = cast.person('secret complainant');
  const told = await cast.tell(person, 'secret complaint', { secret: true, anonymous: true });
  const { id, receipt } = told;
  await routed(inspectorate, told, AGENCY);
  await cast.until(person, told, 'ROUTED');
  await withReceipt(person, 'additions', { receipt, text: sealed('addition') });
  await act(coordinator, id, 'postponements', { missing: ['place'], text: handled('postponement') });
  const { pauseId } = await cast.until(person, told, 'POSTPONED');
  await withReceipt(person, 'completions', { receipt, pauseId, text: sealed('completion') });
  await cast.until(person, told, 'ROUTED');
  await act(coordinator, id, 'texts', { text: handled('note'), audience: 'handlers' });
  await act(coordinator, id, 'assignments', { unit: UNIT });
  await act(liaison, id, 'follow-ups', { text: handled('follow-up') });
  await act(liaison, id, 'answers', { text: handled('answer'), outcome: 'explained' });
  await act(validator, id, 'validations');
  const { answerId } = await cast.until(person, told, 'ANSWERED');
  await withReceipt(person, 'disputes', { receipt, answerId, reason: sealed('dispute') });
  await cast.until(person, told, 'IN_PROGRESS');
  await withReceipt(person, 'data', { receipt });
}

/** Secret through the form; and possibly supervisory ones, whose withdrawal is refused, and which are sealed and unsealed. */
export async function supervisoryComplaints(cast: Cast, { coordinator, inspectorate }: Desk): Promise<void> {
  const person = cast.person('secret complainant with a form');
  const secret = {
    name: cast.make('name', 'identity', 'secret form, name'),
    email: cast.make('email', 'identity', 'secret form, e-mail'),
  };
  const text = `Pungutan liar. ${cast.words('sealed', 'secret form, words')}`;
  const page = await submit(person, '/lapor', {
    text,
    noPlace: 'yes',
    ...secret,
    key: crypto.randomUUID(),
    who: 'secret',
  });
  await cast.told(codesOn(page.text));
  const told = await cast.tell(person, 'supervisory complaint', { supervisory: true });
  await cast.until(person, told, 'SUBMITTED');
  await withReceipt(person, 'withdrawals', {
    receipt: told.receipt,
    reason: cast.words('content', 'supervisory, withdrawal'),
  });
  await act(inspectorate, told.id, 'withdrawal-decisions', { refusal: cast.words('content', 'refused withdrawal') });
  const ordinary = await cast.tell(person, 'complaint to be sealed');
  await cast.until(person, ordinary, 'ROUTED');
  await act(coordinator, ordinary.id, 'seals', { reason: cast.words('content', 'seal') });
  await cast.until(person, ordinary, 'SUBMITTED');
  const reason = cast.words('content', 'unseal');
  await act(inspectorate, ordinary.id, 'unsealings', { reason, class: 'ordinary' });
}

/** Three that tell the same: one is merged and set apart again; one is archived, and appeals through the API. */
export async function mergedComplaints(cast: Cast, { coordinator }: Desk): Promise<void> {
  const person = cast.person('neighbour');
  const [lead, member, third] = [
    await cast.tell(person, 'lead of merged ones'),
    await cast.tell(person, 'member of merged ones'),
    await cast.tell(person, 'one more'),
  ];
  for (const one of [lead, member, third]) await cast.until(person, one, 'ROUTED');
  await act(coordinator, member.id, 'mergers', { into: lead.id });
  await cast.until(person, member, 'MERGED');
  await act(coordinator, member.id, 'separations', { from: lead.id });
  const text = cast.words('content', 'archiving of one more');
  await act(coordinator, third.id, 'archivings', { reason: 'too-general', text });
  await cast.until(person, third, 'ARCHIVED');
  const { receipt } = third;
  await withReceipt(person, 'appeals', { receipt, reason: cast.words('content', 'appeal') });
}

/** Waits for its turn at the desk that holds it, and gives it to an agency. */
async function routed(desk: Hand, { id }: Told, agency: string): Promise<void> {
  const seen = await done(desk, { method: 'GET', path: `/api/cases/${id}` });
  const { round } = JSON.parse(seen.text) as { round: number };
  await done(desk, { method: 'POST', path: `/api/complaints/${id}/routings`, body: { agency, round } });
}

/** Reference and receipt as the page of confirmation says them. */
function codesOn(page: string): { reference: string; receipt: string } {
  const field = (name: string): string =>
    new RegExp(`name="${name}"[^>]*value="([^"]+)"`).exec(page)?.[1] ??
    new RegExp(`value="([^"]+)"[^>]*name="${name}"`).exec(page)?.[1] ??
    '';
  return { reference: field('reference'), receipt: field('code') };
}
