import { randomBytes, randomUUID } from 'node:crypto';
import { eventually } from '@tuntas/testing';
import { AGENCY, type Cast, done, OTHER_AGENCY } from './cast.js';
import { FORM, type Hand } from './hand.js';

const NEW = { 'if-none-match': '*' };
const DECREE = '/api/calendars/national/decree';

/** Its version after the last write, and the key of what was made. */
interface Left {
  readonly key: string;
  readonly version: number;
}

/** A setting and a calendar of the agency's own: from now on somebody else has to validate its answers. */
export async function agencyWithTwoSteps(cast: Cast, coordinator: Hand): Promise<void> {
  const validFrom = (await cast.inDays(-1)).toISOString().slice(0, 10);
  const setting = { code: 'dua-langkah', validFrom, scope: { agency: AGENCY }, approval: 'two-step' };
  await done(coordinator, { method: 'POST', path: '/api/settings', headers: NEW, body: setting });
  const day = {
    on: '2031-03-03',
    kind: 'holiday',
    name: `Hari ${cast.make('words', 'published', 'name of a day off')}`,
  };
  const calendar = { code: AGENCY, daysOff: [day] };
  await done(coordinator, { method: 'POST', path: '/api/calendars', headers: NEW, body: calendar });
}

/** An office with units and posts, and all of it ended again. */
export async function organisation(cast: Cast, national: Hand): Promise<void> {
  const named = (door: string): string => `Kantor ${cast.make('words', 'published', door)}`;
  const subject = (door: string): string => cast.make('words', 'officer', `subject, ${door}`);
  const put = async (path: string, body: object, version = 0): Promise<Left> =>
    write(national, 'PUT', path, body, version);
  const post = async (path: string, body: object, version = 0): Promise<Left> =>
    write(national, 'POST', path, body, version);
  const own = randomBytes(4).toString('hex');
  const [agency, unit, other] = [`kantor-${own}`, `bidang-${own}`, `bidang-lain-${own}`];

  const email = cast.make('email', 'published', 'e-mail of an agency');
  const office = await put(`agencies/${agency}`, {
    name: named('name of an agency'),
    kind: 'office',
    zone: 'WITA',
    email,
  });
  await put(`units/${unit}`, { agency, name: named('name of a unit') });
  const ended = await put(`units/${other}`, { agency, name: named('name of another unit') });
  const made = await post('posts', { subject: subject('post'), role: 'coordinator', agency });
  const to = (await cast.inDays(30)).toISOString();
  const held = { subject: subject('post of a liaison'), role: 'liaison', agency, unit };
  const changed = await post('posts', held);
  const ending = await put(`posts/${changed.key}`, { ...held, to }, changed.version);
  const absence = { from: (await cast.inDays(1)).toISOString(), deputy: subject('deputy') };
  const absent = await put(`posts/${changed.key}/absences/${randomUUID()}`, absence, ending.version);
  const effectiveAt = (await cast.inDays(10)).toISOString();
  const renamed = { becomes: 'renamed', unit: other, name: named('new name of a unit') };
  await post('reorganisations?dryRun=true', { agency, effectiveAt, changes: [renamed] });
  await post(`posts/${changed.key}/ending`, {}, absent.version);
  await post(`posts/${made.key}/ending`, {}, made.version);
  const system = await put(`systems/sistem-${own}`, { agency, scopes: ['cases.read'] });
  await post(`systems/sistem-${own}/ending`, {}, system.version);
  await post(`units/${other}/ending`, { successor: unit }, ended.version);
  await post(`agencies/${agency}/ending`, { successor: OTHER_AGENCY }, office.version);
  const code = `kenari-${own}`;
  const category = await put('categories', { code, name: named('name of a category') });
  await post('categories/ending', { code }, category.version);
}

/** How long complaints of a category would be kept: dates and months, no words. */
export async function timeOfKeeping(cast: Cast, national: Hand): Promise<void> {
  const validFrom = (await cast.inDays(30)).toISOString().slice(0, 10);
  const body = { code: 'agama', validFrom, scope: { category: 'agama' }, identityMonths: 36, wordsMonths: 84 };
  await done(national, { method: 'POST', path: '/api/settings/retention?dryRun=true', headers: NEW, body });
}

/** Tables with names of people: taken as CSV, and refused as CSV and as a spreadsheet. */
export async function tables(cast: Cast, national: Hand): Promise<void> {
  const path = '/api/organisation/imports?table=posts';
  const bring = async (type: string, body: string | Buffer) =>
    national.send({ method: 'POST', path, type, body, headers: NEW });
  const subject = cast.make('words', 'officer', 'subject in an import');
  const good = `subject,role,agency\r\n${subject},leader,${AGENCY}\r\n`;
  const taken = await bring('text/csv', good);
  if (taken.status !== 200) throw new Error(`A table was refused: ${taken.text}`);
  const people = (door: string): string =>
    ['name', 'phone', 'email', 'nik'].map((kind) => cast.make(kind as 'name', 'nothing', `${door}, ${kind}`)).join(',');
  await bring(
    'text/csv',
    `subject,role,agency,nama,telepon,surel,nik\r\nx,leader,${AGENCY},${people('columns nobody knows')}\r\n`,
  );
  await bring('text/csv', `subject,role,agency,unit\r\n${people('cells that are wrong')}\r\n`);
  await bring(
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    Buffer.from(`PK${people('no spreadsheet')}`),
  );
  const csv = `date,kind,name\r\n2031-13-40,holiday,${cast.make('name', 'nothing', 'decree that is wrong')}\r\n`;
  const headers = { 'if-match': '"1"' };
  await national.send({ method: 'POST', path: `${DECREE}?year=2031`, type: 'text/csv', headers, body: csv });
  const known = await done(national, { method: 'GET', path: '/api/calendars' });
  await done(national, {
    method: 'POST',
    path: `${DECREE}?dryRun=true&year=2026`,
    type: 'text/csv',
    headers,
    body: knownDecree(known.text),
  });
}

/** Signing in that fails, and signing out of nothing: whatever stands in these addresses and forms. */
export async function signIn(cast: Cast): Promise<void> {
  const person = cast.person('who does not sign in');
  const nothing = (door: string): string => cast.make('words', 'nothing', `sign-in, ${door}`);
  // The address of an officers' page is kept until the provider sends its browser back.
  const page = cast.make('words', 'record', 'sign-in, way back', ['portal.sign_ins.return_path']);
  await person.send({ method: 'GET', path: `/masuk?ke=/petugas/${page}` });
  await person.send({ method: 'GET', path: `/masuk/faktor-kedua?ke=//${nothing('way back of a second factor')}` });
  const finish = new URLSearchParams({
    state: nothing('state'),
    code: nothing('code'),
    error: nothing('error'),
    error_description: nothing('error’s description'),
  });
  await person.send({ method: 'GET', path: `/masuk/kembali?${finish.toString()}` });
  await person.send({ method: 'GET', path: `/petugas?q=${nothing('query')}` });
  const origin = cast.addresses.services.portal;
  for (const path of ['/keluar', '/keluar/semua', '/keluar/lain'])
    await person.send({ method: 'POST', path, type: FORM, headers: { origin }, body: { sesi: nothing('sign-out') } });
  const logoutToken = `${nothing('sign-out token')}.e30.x`;
  await person.send({ method: 'POST', path: '/masuk/diakhiri', type: FORM, body: { logout_token: logoutToken } });
}

/** The decree of this year as it is known already: it changes nothing. */
function knownDecree(calendars: string): string {
  const { national } = JSON.parse(calendars) as { national: { daysOff: { on: string; kind: string; name: string }[] } };
  const days = national.daysOff.filter(({ on }) => on.startsWith('2026'));
  const rows = days.map(({ on, kind, name }) => `${on},${kind === 'holiday' ? 'libur' : 'cuti_bersama'},"${name}"`);
  return ['date,kind,name', ...rows].join('\n');
}

/** Whether a unit stands raises its version by a clock of routing's: who is told so reads again, and repeats. */
async function write(hand: Hand, method: string, path: string, body: object, version: number): Promise<Left> {
  let seen = version;
  return eventually(async () => {
    const headers = seen === 0 ? NEW : { 'if-match': `"${seen}"` };
    const { status, text } = await hand.send({ method, path: `/api/organisation/${path}`, headers, body });
    const answer = JSON.parse(text) as Left & { readonly code?: string };
    if (answer.code === 'organisation-version-stale') seen = answer.version;
    if (status >= 400) throw new Error(`${method} ${path} answered ${status}: ${text}`);
    return answer;
  });
}
