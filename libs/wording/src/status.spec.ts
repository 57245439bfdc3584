import { caseState, clock, language, type Language } from '@tuntas/events';
import { describe, expect, it } from 'vitest';
import { statusSentences, statusText, type Reader, type Status } from './status.js';
import type { NamedHolder } from './who-has-it.js';
import type { ComplainantAct } from './what-you-can-do.js';
import { averageWords, jargonIn, sentencesOf } from '../fixtures/plain-language.js';
import { flags as sampleFlags, plainStatus } from '../fixtures/sample-statuses.js';
import type { Marks } from './status-notes.js';

const holders: readonly NamedHolder[] = [
  { body: 'national-desk' },
  { body: 'inspectorate-desk' },
  { body: 'agency', name: 'Dinas Pekerjaan Umum' },
  { body: 'agency', name: 'Dinas Pekerjaan Umum', unitName: 'Bidang Bina Marga' },
];
const actsPossible: readonly (readonly ComplainantAct[])[] = [
  [],
  ['accept', 'dispute', 'add', 'withdraw'],
  ['turn-to-ombudsman', 'add', 'make-secret', 'withdraw'],
];
const readers: readonly Reader[] = ['complainant', 'public'];
/** Whether a date is told: nothing but a promised action outlives the end of a case. */
const tellsDate = ({ state, due }: Status): boolean =>
  due !== undefined && (state === 'CLOSED' ? due.clock === 'D8' : !['ARCHIVED', 'WITHDRAWN'].includes(state));
const days = [-2, -1, 0, 1, 3];

/** Every state × flags × clock × acts × reader, in every language; days and holders take turns. */
function* everyStatus(): Generator<{ status: Status; language: Language }> {
  for (const state of caseState.options)
    for (let bits = 0; bits < 16; bits += 1)
      for (const acts of actsPossible)
        for (const reader of readers)
          for (const index of [...clock.options.keys(), -1])
            for (const each of language.options) {
              const turn = index + bits + acts.length + 1;
              const overdue = (bits & 8) !== 0;
              const left = days[turn % days.length] ?? 0;
              const due = clock.options[index] && {
                clock: clock.options[index],
                dueOn: '2026-11-26',
                workingDaysLeft: overdue ? Math.min(left, 0) : Math.max(left, 0),
                provisional: bits % 3 === 0,
              };
              yield {
                status: {
                  state,
                  holder: holders[turn % holders.length] ?? { body: 'national-desk' },
                  flags: { secret: !!(bits & 1), anonymous: !!(bits & 2), urgent: !!(bits & 4), overdue },
                  acts,
                  reader,
                  ...(due && { due }),
                  ...(bits & 1 && { nextEscalation: { to: 'leader', on: '2026-11-30' } }),
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
      found.push(...faultsOf(status, each));
      walked += 1;
    }
    expect(found.slice(0, 10)).toEqual([]);
    expect(walked).toBe(11 * 16 * 3 * 2 * 11 * 2);
    // 23,232 texts: three seconds, and more on a busy machine.
  }, 60_000);

  it('is plain with every set of marks', () => {
    let walked = 0;
    const found: string[] = [];
    for (const state of caseState.options)
      for (const marks of everyMarks())
        for (const reader of readers)
          for (const each of language.options) {
            found.push(...faultsOf({ ...plainStatus(state), marks, reader }, each));
            walked += 1;
          }
    expect(found.slice(0, 10)).toEqual([]);
    expect(walked).toBe(11 * 128 * 2 * 2);
  });

  it('tells the moment of an hour that runs round the clock, and no number of working days', () => {
    const due = { clock: 'D1u', dueOn: '2026-11-26', workingDaysLeft: 0 } as const;
    const at = { instant: new Date('2026-11-26T06:05:00Z'), zone: 'WITA' } as const;
    expect(statusSentences({ ...inProgress, due: { ...due, at } }, 'id').byWhen).toBe(
      'Batas tindakan darurat adalah Kamis 26 November 2026 pukul 14.05 WITA.',
    );
    // Of a secret complaint the day is told, on which it need not be a working day.
    expect(statusSentences({ ...inProgress, due: { ...due, isToday: false } }, 'en').byWhen).toBe(
      'Urgent action is due by Thursday 26 November 2026.',
    );
  });

  it('goes on after the case was closed while an action is promised, and only then', () => {
    const due = { clock: 'D8', dueOn: '2026-12-27', workingDaysLeft: 18, isToday: false } as const;
    const closed = { ...inProgress, state: 'CLOSED', due } as const;
    expect(statusText(closed, 'en')).toBe(
      'This report is closed; Dinas PU Kutai Timur handled it. The promised action is due by Sunday 27 December 2026. If it is late, the head of the agency will be told automatically on Friday 27 November 2026. You need not do anything now.',
    );
    expect(statusSentences({ ...closed, due: { ...due, clock: 'D6' } }, 'en').byWhen).toBeUndefined();
  });

  it('reads as shown in samples/status.txt', async () => {
    const lines = language.options.flatMap((each) => [
      `## ${each}`,
      ...caseState.options.flatMap((state) => {
        const plain = statusText(plainStatus(state), each);
        const others = Object.entries(sampleFlags).map(([flag, withFlag]) => {
          const text = statusText(withFlag(plainStatus(state)), each);
          return `- ${state}, ${flag}: ${text === plain ? 'the same' : text}`;
        });
        return [`- ${state}: ${plain}`, ...others];
      }),
    ]);
    await expect(`# The honest sentence\n\n${lines.join('\n')}\n`).toMatchFileSnapshot('../samples/status.txt');
  });
});

/** What is not plain, whole or dated in a status. */
function faultsOf(status: Status, each: Language): string[] {
  const text = statusText(status, each);
  const sentences = sentencesOf(text);
  return [
    ...sentences.filter((sentence) => !/^\p{Lu}/u.test(sentence)).map((sentence) => `no capital: ${sentence}`),
    ...sentences
      .filter((one) => /hari kerja|working day/.test(one) && !/\b20\d\d\b/.test(one))
      .map((one) => `no date: ${one}`),
    ...jargonIn(text),
    ...(/undefined|NaN|null|\s{2}| \./.test(text) ? [`hole in: ${text}`] : []),
    ...(averageWords(text) > 15 ? [`too long: ${text}`] : []),
    ...(status.due && text.includes('26 November 2026') !== tellsDate(status) ? [`due date: ${text}`] : []),
    ...(status.reader === 'public' && /Anda|\b[Yy]ou/.test(text) ? [`spoken to: ${text}`] : []),
  ];
}

function* everyMarks(): Generator<Marks> {
  for (let bits = 0; bits < 128; bits += 1) {
    const has = (bit: number): boolean => (bits & (1 << bit)) !== 0;
    yield {
      answerChecked: has(0),
      appealed: has(1),
      together: has(2),
      extended: has(3),
      answerStandsStill: has(4),
      ...(has(5) && { withdrawalDecidedBy: '2026-12-01' }),
      ...(has(6) && { promisedBy: '2026-12-27' }),
    };
  }
}
