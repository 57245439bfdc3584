import { workingCalendar } from '@tuntas/calendar';
import { expect, it } from 'vitest';
import type { NewsToAgency, NewsToComplainant } from '../domain/news.js';
import type { Known } from '../domain/telling.js';
import type { Directory } from '../store/directory.js';
import { type Desk, letterToAgency, letterToComplainant } from './write-letter.js';

const directory = {
  agency: () => 'Dinas Pekerjaan Umum',
  unit: () => 'Bina Marga',
  area: () => 'Sangatta Utara',
  category: () => 'Jalan rusak',
  zoneOf: () => 'WITA',
  calendar: workingCalendar({ version: 1, daysOff: [] }),
} as unknown as Directory;
const desk: Desk = {
  directory,
  publicUrl: 'http://127.0.0.1',
  deskZone: 'WITA',
  now: new Date('2026-11-23T01:00:00Z'),
};
const known: Known = {
  reference: 'KTM-1',
  secret: false,
  anonymous: false,
  urgent: false,
  state: 'IN_PROGRESS',
  holder: { body: 'agency', agency: 'dinas-pu' },
  clocks: [{ clock: 'D4', instance: 1, dueOn: '2026-12-11' }],
  late: [],
};

const toComplainant: readonly NewsToComplainant[] = [
  { letter: 'promise-kept' },
  { letter: 'left' },
  { letter: 'closed', reason: 'TIME_OVER' },
  { letter: 'extended', dueOn: '2026-12-18' },
  { letter: 'withdrawal-asked', decidedBy: '2026-12-01' },
  { letter: 'withdrawal-asked' },
  { letter: 'withdrawal-refused', by: 'clock' },
];
it.each(toComplainant)('writes $letter to a complainant', (news) => {
  const { subject, text } = letterToComplainant(news, known, 'id', desk);
  expect(subject).toContain('KTM-1');
  expect(text).not.toMatch(/undefined/);
});

const toAgency: readonly NewsToAgency[] = [
  { letter: 'agency-urgent' },
  { letter: 'agency-answer-rejected' },
  { letter: 'agency-withdrawn' },
  { letter: 'agency-reopened', before: 'national-desk' },
];
it.each(toAgency)('writes $letter to an agency', (news) => {
  const { text } = letterToAgency(news, known, 'dinas-pu', desk);
  expect(text).toContain('Kepada Dinas Pekerjaan Umum,');
});

it('never calls a date that has passed one that lies ahead, although no breach was told', () => {
  const passed = { ...known, clocks: [{ clock: 'D4' as const, instance: 1, dueOn: '2026-11-20' }] };
  const { text } = letterToComplainant({ letter: 'wrote' }, passed, 'id', desk);
  expect(text).toContain('Batas jawaban, Jumat 20 November 2026, sudah lewat 1 hari kerja.');
});
