import { allEvents, language, type Holder } from '@tuntas/events';
import { describe, expect, it } from 'vitest';
import { averageWords, jargonIn } from '../fixtures/plain-language.js';
import { timelineLine } from './timeline.js';
import type { TimelineFact } from './timeline/line.js';
import { namedHolder } from './timeline/named-holder.js';

const names = {
  agency: (code: string) => (code === 'dinas-pu' ? 'Dinas Pekerjaan Umum' : code),
  unit: () => 'Bidang Bina Marga',
  area: () => 'Sangatta Utara',
};
const holder: Holder = { body: 'agency', agency: 'dinas-pu' };
const clocks: Extract<TimelineFact, { type: 'case.routed' }>['data']['clocks'] = [];
const after = { state: 'IN_PROGRESS', holder, round: 1, version: 3, clocks } as const;
const dueAt = '2026-12-11T16:00:00Z';
const d4 = {
  clock: 'D4',
  instance: 1,
  dueAt,
  dueOn: '2026-12-11',
  workingDays: 14,
  calendarVersion: 1,
  limitsVersion: 1,
} as const;
const textId = '0199b0c2-0000-7000-8000-000000000001';
const asOpened = {
  ...after,
  reference: 'KT-7Q2M-4F8',
  kind: 'complaint',
  class: 'ordinary',
  anonymous: false,
  secret: false,
  urgent: false,
  possiblySupervisory: false,
  receivedOn: '2026-11-23',
} as const;
const obligation = { clock: 'D4', instance: 1 } as const;

const facts: readonly TimelineFact[] = [
  {
    type: 'complaint.submitted',
    data: {
      reference: 'KT-7Q2M-4F8',
      kind: 'complaint',
      class: 'unknown',
      channel: 'web',
      language: 'id',
      anonymous: false,
      secret: false,
      urgent: false,
      possiblySupervisory: false,
      wordListVersion: '1',
      receivedOn: '2026-11-23',
      reachable: true,
    },
  },
  {
    type: 'case.postponed',
    data: { ...after, pauseId: textId, missing: ['place', 'evidence'], textId, by: 'coordinator' },
  },
  {
    type: 'case.resumed',
    data: {
      ...after,
      clocks: [d4],
      pauseId: textId,
      because: 'completed',
      by: 'complainant',
      pausedOn: '2026-11-24',
      resumedOn: '2026-11-26',
    },
  },
  { type: 'case.archived', data: { ...after, reason: 'incomplete', by: 'clock' } },
  { type: 'complaint.completed', data: { pauseId: textId, textId } },
  { type: 'case.opened', data: { ...asOpened, holder: { body: 'national-desk' } } },
  {
    type: 'case.routed',
    data: {
      ...after,
      clocks: [d4],
      agency: 'dinas-pu',
      supporting: [],
      class: 'ordinary',
      by: 'rule',
      reasons: [{ kind: 'later-round' }],
    },
  },
  { type: 'case.routing-void', data: { ...after, answeredRound: 1, agency: 'dinas-pu', because: 'round-over' } },
  { type: 'case.assigned', data: { ...after, unit: 'bina-marga', by: 'coordinator' } },
  { type: 'case.reassigned', data: { ...after, unit: 'cipta-karya', by: 'coordinator' } },
  { type: 'case.reassigned', data: { ...after, by: 'liaison' } },
  {
    type: 'case.returned',
    data: {
      ...after,
      holder: { body: 'national-desk' },
      from: 'dinas-pu',
      suggested: 'dishub',
      times: 1,
      toArbiter: false,
      textId,
      by: 'coordinator',
    },
  },
  { type: 'case.started', data: { ...after, textId, by: 'liaison' } },
  {
    type: 'case.answered',
    data: { ...after, answerId: textId, outcome: 'planned', plannedOn: '2027-01-15', by: 'liaison' },
  },
  { type: 'complaint.disputed', data: { answerId: textId } },
  { type: 'case.reopened', data: { ...after, answerId: textId, times: 1, by: 'complainant' } },
  { type: 'complaint.accepted', data: { answerId: textId, rating: 5 } },
  { type: 'case.act-refused', data: { ...after, act: 'accepted', answerId: textId, because: 'another-answer' } },
  { type: 'case.closed', data: { ...after, reason: 'ACCEPTED', answerId: textId } },
  {
    type: 'deadline.set',
    data: d4,
  },
  { type: 'deadline.reminded', data: { ...obligation, holder, reminder: '75', dueAt } },
  { type: 'deadline.missed', data: { ...obligation, holder, dueAt, calendarVersion: 1 } },
  { type: 'deadline.stopped', data: { ...obligation, met: true } },
  { type: 'case.escalated', data: { ...obligation, step: 1, to: 'leader' } },
];

describe('the timeline', () => {
  it('has a sample of every fact of a case here', () => {
    const ofACase = allEvents.map(({ type }) => type).filter((type) => /^(case|deadline)\./.test(type));
    expect(facts.map(({ type }) => type)).toEqual(expect.arrayContaining(ofACase));
  });

  it('is plain for every fact and reader, in every language', () => {
    for (const fact of facts)
      for (const reader of ['complainant', 'public'] as const)
        for (const each of language.options) {
          const line = timelineLine(fact, names, reader, each);
          if (line === undefined) continue;
          expect(line).toMatch(/^\p{Lu}.*\.$/u);
          expect(line).not.toMatch(/undefined|null|dinas-pu|\[object/);
          expect(jargonIn(line)).toEqual([]);
          expect(averageWords(line)).toBeLessThanOrEqual(15);
          if (reader === 'public') expect(line).not.toMatch(/Anda|\b[Yy]ou/);
        }
  });

  it('reads as a story', () => {
    const story = facts.map((fact) => timelineLine(fact, names, 'complainant', 'id')).filter((line) => line);
    expect(story).toEqual([
      'Anda mengirim laporan ini.',
      'Dinas Pekerjaan Umum menunggu kelengkapan: tempat kejadian, bukti atau foto.',
      'Laporan diproses lagi setelah dilengkapi. Batas jawaban: Jumat 11 Desember 2026 (14 hari kerja).',
      'Diarsipkan, karena kelengkapannya tidak kami terima.',
      'Anda melengkapi laporan ini.',
      'Admin nasional mulai memeriksa laporan ini.',
      'Laporan diteruskan ke Dinas Pekerjaan Umum menurut aturan. Batas jawaban: Jumat 11 Desember 2026 (14 hari kerja).',
      'Bidang Bina Marga ditugaskan menangani laporan ini.',
      'Laporan ini dialihkan ke Bidang Bina Marga.',
      'Dinas Pekerjaan Umum memilih unit lain untuk laporan ini.',
      'Dinas Pekerjaan Umum mengembalikan laporan ini. Admin nasional mencari instansi yang tepat.',
      'Dinas Pekerjaan Umum mulai menangani laporan ini.',
      'Dinas Pekerjaan Umum menjawab: akan dikerjakan. Rencananya selesai Jumat 15 Januari 2027.',
      'Anda menyatakan belum selesai.',
      'Dibuka lagi, karena menurut Anda belum selesai.',
      'Anda menerima jawaban.',
      'Tanggapan Anda tidak dihitung, karena sudah ada jawaban baru.',
      'Selesai, karena Anda menerima jawaban.',
      'Batas jawaban: Jumat 11 Desember 2026 (14 hari kerja).',
      'Dinas Pekerjaan Umum diingatkan tentang batas jawaban.',
      'Batas jawaban terlewat.',
      'Pimpinan instansi diberi tahu tentang keterlambatan.',
    ]);
  });

  it('keeps the complainant’s refused and unapplied acts, and reminders, from the public', () => {
    const untold = facts.filter((fact) => timelineLine(fact, names, 'public', 'en') === undefined);
    expect(untold.map(({ type }) => type)).toEqual([
      'case.routing-void',
      'complaint.disputed',
      'complaint.accepted',
      'case.act-refused',
      'deadline.reminded',
      'deadline.stopped',
    ]);
  });

  it('names the unit of an agency where there is one', () => {
    expect(namedHolder({ body: 'agency', agency: 'dinas-pu', unit: 'x' }, names)).toEqual({
      body: 'agency',
      name: 'Dinas Pekerjaan Umum',
      unitName: 'Bidang Bina Marga',
    });
  });
});
