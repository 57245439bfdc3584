import type { Cast } from './cast.js';
import type { Exchange, Hand } from './hand.js';
import type { Looked, Place } from './places.js';
import type { Search } from './search.js';

const NOTHING: ReadonlySet<string> = new Set();

/** What everybody may read, and officers of another agency: each page of each complaint, every list, every figure. */
export async function inAnswersToOthers(cast: Cast, search: Search): Promise<Looked[]> {
  const everybody = cast.person('everybody');
  const elsewhere = cast.officer('coordinator elsewhere', { role: 'coordinator', agency: 'dinas-kesehatan' });
  const ofComplaints = cast.references.flatMap((reference) => [
    `/lacak/${reference}`,
    `/en/lacak/${reference}`,
    `/api/complaints/${reference}`,
    `/api/complaints/${reference}/why`,
  ]);
  const lists = [
    '/',
    '/statistik',
    '/bantuan',
    '/lapor',
    '/lacak',
    '/api/figures',
    '/api/figures.csv',
    '/api/audit/heads',
  ];
  const organisation = ['agencies', 'units', 'categories', 'areas'].map((list) => `/api/organisation/${list}`);
  const desk = ['/api/queues', ...['to-verify', 'unit', 'answered'].map((queue) => `/api/queues/${queue}`)];
  const answers = [
    ...(await inAnswers(everybody, [...lists, ...organisation, ...ofComplaints], search)),
    ...(await inAnswers(elsewhere, [...desk, '/api/settings', '/api/calendars'], search)),
  ];
  return answers;
}

async function inAnswers(hand: Hand, paths: readonly string[], search: Search): Promise<Looked[]> {
  const looked: Looked[] = [];
  for (const path of paths) {
    const { text, headers } = await hand.send({ method: 'GET', path });
    const whole = `${text}${JSON.stringify(headers)}`;
    const place: Place = { output: 'answer to others', where: path, classes: NOTHING };
    looked.push({ place, bytes: whole.length, found: search.in(whole) });
  }
  return looked;
}

/** What the API said when it refused: it repeats nothing of what it was sent. Pages show a form as it was filled in. */
export function inRefusals(exchanges: readonly Exchange[], search: Search): Looked[] {
  return exchanges
    .filter(({ sent, answer }) => answer.status >= 400 && sent.path.startsWith('/api/'))
    .map(({ sent, answer }) => {
      const whole = `${answer.text}${JSON.stringify(answer.headers)}`;
      const place: Place = {
        output: 'refusal',
        where: `${sent.method} ${sent.path.split('?')[0] ?? ''}`,
        classes: NOTHING,
      };
      return { place, bytes: whole.length, found: search.in(whole) };
    });
}
