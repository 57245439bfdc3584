import { language, type Language } from '@tuntas/events';
import { describe, expect, it } from 'vitest';
import { averageWords, jargonIn } from '../../fixtures/plain-language.js';
import type { Status } from '../status.js';
import { letter, letterNames, type LetterName, type NewsOf } from './letters.js';

const agency = { body: 'agency', name: 'Dinas Pekerjaan Umum' } as const;
const flags = { secret: false, anonymous: false, urgent: false, overdue: false };
const waiting: Status = {
  state: 'IN_PROGRESS',
  holder: agency,
  flags,
  due: { clock: 'D4', dueOn: '2026-12-11', workingDaysLeft: 14 },
  acts: [],
  reader: 'complainant',
};
const late: Status = {
  ...waiting,
  flags: { ...flags, overdue: true },
  due: { clock: 'D4', dueOn: '2026-12-11', workingDaysLeft: -1 },
  acts: ['turn-to-ombudsman'],
};
const mine = { reference: 'KT-7Q2M-4F8', followAt: 'http://127.0.0.1:3000/lacak' };
const answeredStatus: Status = {
  ...waiting,
  state: 'ANSWERED',
  due: { clock: 'D6', dueOn: '2026-12-23', workingDaysLeft: 10 },
  acts: ['accept', 'dispute'],
};
const postponedStatus: Status = {
  ...waiting,
  state: 'POSTPONED',
  due: { clock: 'D5', dueOn: '2026-12-08', workingDaysLeft: 10 },
  acts: ['complete'],
};
const forAgency = {
  reference: mine.reference,
  agencyName: agency.name,
  category: 'Jalan rusak',
  areaName: 'Sangatta Utara',
  status: { ...waiting, state: 'ROUTED', reader: 'public' } satisfies Status,
  openAt: 'http://127.0.0.1:3000/meja/KT-7Q2M-4F8',
};

const atTheDesk: Status = {
  ...waiting,
  state: 'SUBMITTED',
  holder: { body: 'national-desk' },
  due: { clock: 'D1', dueOn: '2026-11-30', workingDaysLeft: 3 },
};

/** One piece of news for each letter; a new letter does not compile until it has one. */
const news: { readonly [Name in LetterName]: NewsOf<Name> } = {
  submitted: {
    ...mine,
    status: {
      ...waiting,
      state: 'SUBMITTED',
      holder: { body: 'national-desk' },
      due: { clock: 'D1', dueOn: '2026-11-26', workingDaysLeft: 3 },
    },
  },
  routed: { ...mine, status: { ...waiting, state: 'ROUTED' } },
  postponed: { ...mine, status: postponedStatus, missing: ['place', 'evidence'] },
  'archiving-warning': { ...mine, status: postponedStatus, missing: ['place'] },
  archived: { ...mine, status: { ...waiting, state: 'ARCHIVED' }, reason: 'incomplete' },
  returned: { ...mine, status: atTheDesk },
  started: { ...mine, status: waiting },
  answered: { ...mine, status: answeredStatus, outcome: 'planned', plannedOn: '2027-01-15' },
  closed: { ...mine, status: { ...waiting, state: 'CLOSED' }, reason: 'NO_REPLY' },
  reopened: { ...mine, status: { ...waiting, due: { clock: 'D7', dueOn: '2026-12-18', workingDaysLeft: 5 } } },
  'promise-kept': { ...mine, status: { ...waiting, state: 'CLOSED' } },
  restored: { ...mine, status: atTheDesk },
  extended: { ...mine, status: waiting, dueOn: '2026-12-11' },
  wrote: { ...mine, status: waiting },
  merged: { ...mine, status: { ...waiting, state: 'MERGED' } },
  unmerged: { ...mine, status: atTheDesk },
  moved: { ...mine, status: waiting },
  sealed: { ...mine, status: { ...atTheDesk, holder: { body: 'inspectorate-desk' } } },
  unsealed: { ...mine, status: atTheDesk },
  'withdrawal-asked': { ...mine, status: waiting, decidedBy: '2026-12-01' },
  'withdrawal-refused': { ...mine, status: waiting, by: 'clock' },
  withdrawn: { ...mine, status: { ...waiting, state: 'WITHDRAWN' } },
  left: { ...mine, status: waiting },
  'deadline-missed': { ...mine, status: late },
  'agency-new-complaint': forAgency,
  'agency-reminder': forAgency,
  'agency-urgent': { ...forAgency, status: { ...forAgency.status, flags: { ...flags, urgent: true } } },
  'agency-answer-rejected': forAgency,
  'agency-reopened': { ...forAgency, before: 'leader' },
  'agency-withdrawn': { ...forAgency, status: { ...forAgency.status, state: 'WITHDRAWN' } },
  escalation: { ...forAgency, status: { ...late, reader: 'public' }, to: 'leader' },
};

const everyLetter = letterNames.flatMap((name) => language.options.map((each) => ({ name, each })));
/** TypeScript does not see that a name and its news belong together once the name is a variable. */
const sent = (name: LetterName, each: Language, told: NewsOf<LetterName> = news[name]) =>
  letter(name, told as never, each);
const sentSecretly = (name: LetterName, each: Language) =>
  sent(name, each, { ...news[name], status: { ...news[name].status, flags: { ...flags, secret: true } } });

describe('every letter', () => {
  it.each(everyLetter)('$name in $each is plain and has no holes', ({ name, each }) => {
    const { subject, text } = sent(name, each);
    expect(subject).toContain(mine.reference);
    expect(subject.length).toBeLessThanOrEqual(70);
    expect(jargonIn(`${subject}\n${text}`)).toEqual([]);
    expect(text).not.toMatch(/undefined|null|NaN|\[object|\n{3}| {2}/);
    expect(averageWords(text)).toBeLessThanOrEqual(15);
    expect(text).toMatch(/^\S.*\n$/s);
  });

  it.each(everyLetter)('$name in $each says only that there is news when the complaint is secret', ({ name, each }) => {
    const { subject, text } = sentSecretly(name, each);
    const said = `${subject}\n${text}`;
    expect(subject).toBe(each === 'id' ? 'Ada kabar untuk Anda' : 'There is news for you');
    expect(said).not.toMatch(/KT-7Q2M|Dinas|laporan KT|2026|2027|lacak|meja|Jalan rusak|Sangatta/);
    expect(said).toBe(Object.values(sentSecretly('submitted', each)).join('\n'));
  });

  it('says who has it, until when, and how to read on', () => {
    const { text } = letter('routed', news.routed, 'id');
    expect(text).toContain('sudah diteruskan ke Dinas Pekerjaan Umum.');
    expect(text).toContain('Jumat 11 Desember 2026, 14 hari kerja lagi');
    expect(text).toContain(mine.followAt);
  });

  it('about a missed deadline names the Ombudsman', () => {
    expect(letter('deadline-missed', news['deadline-missed'], 'id').text).toContain('Ombudsman Republik Indonesia');
    expect(letter('deadline-missed', news['deadline-missed'], 'en').text).toContain('Ombudsman of Indonesia');
  });

  it('about a seal never says why', () => {
    for (const each of language.options)
      expect(letter('sealed', news.sealed, each).text).not.toMatch(/pengawasan|misconduct|rahasiakan|secret|korupsi/i);
  });

  it('about a withdrawal that was not allowed says who decided', () => {
    const decided = letter('withdrawal-refused', { ...news['withdrawal-refused'], by: 'inspectorate' }, 'en');
    expect(decided.text).toContain('The inspectorate decided');
    expect(averageWords(decided.text)).toBeLessThanOrEqual(15);
  });

  it('about a silent end does not say to somebody who replied that they did not', () => {
    expect(letter('closed', { ...news.closed, reason: 'TIME_OVER' }, 'id').text).toContain(
      'Batas tanggapan sudah lewat',
    );
  });

  it('reads as shown in samples/letters.txt', async () => {
    const shown = everyLetter.map(({ name, each }) => {
      const { subject, text } = sent(name, each);
      return `## ${name} (${each})\n\n**${subject}**\n\n${text}`;
    });
    await expect(`# Letters\n\n${shown.join('\n')}`).toMatchFileSnapshot('../../samples/letters.txt');
  });
});
