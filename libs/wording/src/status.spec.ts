import { caseState, clock, language, type Language } from '@tuntas/events';
import { describe, expect, it } from 'vitest';
import { statusSentences, statusText, type Reader, type Status } from './status.js';
import type { NamedHolder } from './who-has-it.js';
import type { ComplainantAct } from './what-you-can-do.js';
import { averageWords, jargonIn, sentencesOf } from '../fixtures/plain-language.js';

const holders: readonly NamedHolder[] = [
  { body: 'national-desk' },
  { body: 'inspectorate-desk' },
  { body: 'agency', name: 'Dinas Pekerjaan Umum' },
  { body: 'agency', name: 'Dinas Pekerjaan Umum', unitName: 'Bidang Bina Marga' },
];
const actsPossible: readonly (readonly ComplainantAct[])[] = [[], ['accept', 'dispute'], ['turn-to-ombudsman']];
const readers: readonly Reader[] = ['complainant', 'public'];
const ended = ['CLOSED', 'ARCHIVED', 'WITHDRAWN'];
const days = [-2, -1, 0, 1, 3];

/** Every state × flags × clock × days × holder × acts × reader, in every language. */
function* everyStatus(): Generator<{ status: Status; language: Language }> {
  for (const state of caseState.options)
    for (const holder of holders)
      for (const bits of Array.from({ length: 16 }, (_, index) => index))
        for (const acts of actsPossible)
          for (const reader of readers)
            for (const index of [...clock.options.keys(), -1])
              for (const each of language.options) {
                const named = clock.options[index];
                const overdue = (bits & 8) !== 0;
                const flags = { secret: !!(bits & 1), anonymous: !!(bits & 2), urgent: !!(bits & 4), overdue };
                const left = days[(index + bits + acts.length + 1) % days.length] ?? 0;
                const due = named && {
                  clock: named,
                  dueOn: '2026-11-26',
                  workingDaysLeft: overdue ? Math.min(left, 0) : Math.max(left, 0),
                  provisional: bits % 3 === 0,
                };
                const nextEscalation = { to: 'leader', on: '2026-11-30' } as const;
                yield {
                  status: {
                    state,
                    holder,
                    flags,
                    acts,
                    reader,
                    ...(due && { due }),
                    ...(bits & 1 && { nextEscalation }),
                  },
                  language: each,
                };
              }
}

const calm = { secret: false, anonymous: false, urgent: false, overdue: false };
const inProgress: Status = {
  state: 'IN_PROGRESS',
  holder: { body: 'agency', name: 'Dinas PU Kutai Timur' },
  flags: calm,
  due: { clock: 'D4', dueOn: '2026-11-26', workingDaysLeft: 3 },
  nextEscalation: { to: 'leader', on: '2026-11-27' },
  acts: [],
  reader: 'complainant',
};

describe('the honest sentence', () => {
  it('says who has it, by which date, in how many working days, what if late, and what to do now', () => {
    expect(statusText(inProgress, 'id')).toBe(
      'Dinas PU Kutai Timur sedang menangani laporan ini. Batas jawaban adalah Kamis 26 November 2026, 3 hari kerja lagi. Jika terlambat, pimpinan instansi otomatis diberi tahu pada Jumat 27 November 2026. Sekarang Anda tidak perlu melakukan apa-apa.',
    );
    expect(statusText(inProgress, 'en')).toBe(
      'Dinas PU Kutai Timur is working on this report. The answer is due by Thursday 26 November 2026, 3 working days from now. If it is late, the head of the agency will be told automatically on Friday 27 November 2026. You need not do anything now.',
    );
  });

  it('admits by how much it is late, and what comes next', () => {
    const late: Status = {
      ...inProgress,
      flags: { ...calm, overdue: true },
      due: { clock: 'D4', dueOn: '2026-11-26', workingDaysLeft: -2 },
      acts: ['turn-to-ombudsman'],
    };
    expect(statusText(late, 'id')).toBe(
      'Dinas PU Kutai Timur sedang menangani laporan ini. Batas jawaban, Kamis 26 November 2026, sudah lewat 2 hari kerja. Berikutnya, pimpinan instansi otomatis diberi tahu pada Jumat 27 November 2026. Sekarang Anda dapat mengadu ke Ombudsman RI.',
    );
  });

  it('speaks of the complainant, not to the reader, when everybody reads it', () => {
    const said = statusText({ ...inProgress, state: 'ANSWERED', reader: 'public', acts: ['accept'] }, 'id');
    expect(said).toContain('menunggu tanggapan pelapor');
    expect(said).not.toContain('Anda');
  });

  it('tells the complainant what silence leads to', () => {
    const answered: Status = { ...inProgress, state: 'ANSWERED', due: { ...inProgress.due!, clock: 'D6' } };
    expect(statusSentences(answered, 'en').ifLate).toBe(
      'If there is no reply, this report will be closed automatically.',
    );
  });

  it('is plain in every state, with every flag, for every reader, in every language', () => {
    let walked = 0;
    const found: string[] = [];
    for (const { status, language: each } of everyStatus()) {
      const text = statusText(status, each);
      const sentences = sentencesOf(text);
      found.push(
        ...sentences.filter((sentence) => !/^\p{Lu}/u.test(sentence)).map((sentence) => `no capital: ${sentence}`),
        ...sentences
          .filter((s) => /hari kerja|working day/.test(s) && !/\b20\d\d\b/.test(s))
          .map((s) => `no date: ${s}`),
        ...jargonIn(text),
        ...(/undefined|NaN|null|\s{2}| \./.test(text) ? [`hole in: ${text}`] : []),
        ...(averageWords(text) > 15 ? [`too long: ${text}`] : []),
        ...(status.due && text.includes('26 November 2026') === ended.includes(status.state)
          ? [`due date: ${text}`]
          : []),
      );
      walked += 1;
    }
    expect(found.slice(0, 10)).toEqual([]);
    expect(walked).toBe(11 * 4 * 16 * 3 * 2 * 11 * 2);
  });

  it('reads as shown in samples/status.txt', async () => {
    const lines = language.options.flatMap((each) => [
      `## ${each}`,
      ...caseState.options.flatMap((state) =>
        [false, true].map((overdue) => {
          const clockOf = state === 'ANSWERED' ? 'D6' : state === 'POSTPONED' ? 'D5' : 'D4';
          const due = { clock: clockOf, dueOn: '2026-11-26' } as const;
          const status: Status = {
            ...inProgress,
            state,
            flags: { ...calm, overdue },
            due: { ...due, workingDaysLeft: overdue ? -2 : 3 },
            acts: state === 'ANSWERED' ? ['accept', 'dispute'] : state === 'POSTPONED' ? ['complete'] : [],
          };
          return `- ${state}${overdue ? ', overdue' : ''}: ${statusText(status, each)}`;
        }),
      ),
    ]);
    await expect(`# The honest sentence\n\n${lines.join('\n')}\n`).toMatchFileSnapshot('../samples/status.txt');
  });
});
