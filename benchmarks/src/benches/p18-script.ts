import type { Post } from '@tuntas/permissions';
import { type Actor, AGENCY, coordinator } from './p18-actor.js';
import { SURE } from './sure-complaint.js';

/** A complaint that no rule knows an office for. */
const UNSURE = { title: 'Mohon bantuan', text: 'Mohon bantuannya, terima kasih banyak.' };
const OTHER_AGENCY = 'dinas-lingkungan-hidup';
const UNIT = { unit: 'dinas-pu-bina-marga' };
const desk: Post = { role: 'national-desk' };
const inspectorate: Post = { role: 'inspectorate' };
const A_MONTH_MS = 30 * 86_400_000;

/**
 * Lives in which every endpoint is called: what is not called here makes P18 void, so a new endpoint gets its line.
 * Validating is refused, since two-step approval is off.
 */
export async function callEverything(actor: Actor): Promise<void> {
  for (const life of [answeredTwice, returned, merged, sealed, secret, lists, settings, betweenServices])
    await life(actor);
}

async function answeredTwice(actor: Actor): Promise<void> {
  await actor.tell(SURE);
  await look(actor);
  await actor.officer('corrections', { title: 'Judul yang diperbaiki' });
  await actor.officer('urgency', { urgent: true });
  await actor.officer('postponements', { missing: ['place'], text: 'Di mana?' });
  await actor.complainant('completions', { pauseId: (await actor.status()).pauseId, text: 'Di depan pasar.' });
  await actor.officer('assignments', UNIT);
  await actor.officer('reassignments', { reason: 'Bukan unit kami.' });
  await actor.officer('assignments', UNIT);
  await actor.officer('extensions', { workingDays: 2, text: 'Menunggu bahan dari pusat.' });
  await actor.officer('follow-ups', { text: 'Kami periksa besok pagi.' });
  await actor.officer('texts', { text: 'Regu kedua ikut memeriksa.', audience: 'handlers' });
  await actor.complainant('additions', { text: 'Lubangnya bertambah.' });
  await actor.refused('validations', {}, coordinator);
  await actor.officer('answers', { text: 'Sudah ditambal.', outcome: 'resolved' });
  await actor.officer('published-copies', { text: 'Jalan berlubang di depan pasar.' });
  await actor.complainant('disputes', { answerId: (await actor.status()).answerId, reason: 'Masih berlubang.' });
  const plannedOn = new Date(Date.now() + A_MONTH_MS).toISOString().slice(0, 10);
  await actor.officer('answers', { text: 'Kami jadwalkan.', outcome: 'planned', plannedOn });
  await actor.officer('kept-promises', { text: 'Sudah kami laksanakan.' });
  await actor.complainant('acceptances', { answerId: (await actor.status()).answerId, rating: 4 });
  await look(actor);
  await actor.officer('reopenings', { reason: 'Masih berlubang.' }, { role: 'oversight' });
}

async function returned(actor: Actor): Promise<void> {
  await actor.tell(SURE);
  await actor.officer('postponements', { missing: ['place'], text: 'Di mana?' });
  await actor.officer('resumptions');
  await actor.officer('returns', { reason: 'Bukan jalan kabupaten.', suggestedAgency: OTHER_AGENCY });
  const body = { agency: AGENCY, round: 2 };
  await actor.ask({ to: 'routing', method: 'POST', path: `/api/complaints/${actor.id}/routings`, as: desk, body });
  await actor.see();
  await actor.officer('archivings', { reason: 'too-general', text: 'Mohon sebutkan tempatnya.' });
  await actor.complainant('appeals', { reason: 'Sudah saya sebut.' }, desk);
  await actor.officer('archivings', { reason: 'spam', text: 'Sama dengan yang lain.' }, desk);
  await actor.officer('restorations', undefined, desk);
}

async function merged(actor: Actor): Promise<void> {
  await actor.tell(SURE);
  const lead = actor.id;
  await actor.tell(SURE);
  await actor.officer('mergers', { into: lead });
  await actor.officer('separations', { from: lead });
  await actor.complainant('withdrawals', { reason: 'Sudah selesai.' });
}

async function sealed(actor: Actor): Promise<void> {
  await actor.tell(SURE);
  await actor.officer('seals', { reason: 'Menyangkut perilaku petugas.' });
  await actor.complainant('withdrawals', { reason: 'Takut.' }, inspectorate);
  await actor.officer('withdrawal-decisions', { refusal: 'Kami teruskan.' }, inspectorate);
  await actor.officer('unsealings', { reason: 'Bukan perilaku petugas.', class: 'ordinary' }, inspectorate);
}

async function secret(actor: Actor): Promise<void> {
  await actor.tell(UNSURE, desk);
  await actor.complainant('secrecy', {}, inspectorate);
}

async function look(actor: Actor): Promise<void> {
  await actor.find();
  await actor.status();
  await actor.get('routing', `complaints/${actor.id}/routing`, coordinator);
  await actor.get('follow-up', `cases/${actor.id}/why`, coordinator);
  await actor.see();
}

async function lists(actor: Actor): Promise<void> {
  for (const list of ['agencies', 'units', 'categories', 'areas']) await actor.get('routing', `organisation/${list}`);
  await actor.get('follow-up', 'queues', coordinator);
  for (const queue of ['to-verify', 'unit', 'late', 'waiting-complainant'])
    await actor.get('follow-up', `queues/${queue}`, coordinator);
  for (const figures of ['figures', `figures?agency=${AGENCY}`, 'figures.csv']) await actor.get('statistics', figures);
}

/** Dry runs alone: a version that is kept has every clock of the stock worked out anew. */
async function settings(actor: Actor): Promise<void> {
  const write = { to: 'follow-up', method: 'POST', as: desk } as const;
  await actor.get('follow-up', 'settings', desk);
  const setting = { code: 'bench', validFrom: '2099-01-01', scope: { agency: AGENCY }, workingDays: { D3: 4 } };
  await actor.ask({ ...write, path: '/api/settings?dryRun=true', body: setting, version: 0 });
  const days = [{ on: '2027-03-28', kind: 'holiday', name: 'Hari jadi' }];
  await actor.ask({ ...write, path: '/api/calendars?dryRun=true', body: { code: AGENCY, daysOff: days }, version: 0 });
  const { national } = (await actor.get('follow-up', 'calendars', desk)) as { national: { version: number } };
  const path = '/api/calendars/national/decree?dryRun=true&year=2028';
  const body = 'date,kind,name\n2028-01-01,libur,Tahun Baru Masehi\n';
  await actor.ask({ ...write, path, body, version: national.version });
}

async function betweenServices(actor: Actor): Promise<void> {
  const at = `internal/complaints/${actor.id}`;
  await actor.get('intake', `${at}/contact`, 'notification');
  for (const what of ['words', 'said-later', 'sequence']) await actor.get('intake', `${at}/${what}`, 'follow-up');
  await actor.get('follow-up', `${at}/texts`, 'intake');
  await actor.get('notification', `internal/obligations?complaint=${actor.id}`, { role: 'auditor' });
}
