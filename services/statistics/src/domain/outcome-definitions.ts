import { measureOfArchiveReason, measureOfOutcome } from './cells.js';
import type { Definition } from './definitions.js';

/** What came of complaints: answers and promises, archive, merging (domain.md §5, K18 to K20 and K22). */
export const outcomeDefinitions: readonly Definition[] = [
  {
    id: 'K18',
    name: { id: 'Hasil', en: 'Outcomes' },
    definition: {
      id: 'Laporan yang diterima dalam periode ini dan pernah dijawab, menurut hasil jawaban terakhir.',
      en: 'Complaints received in the period and ever answered, by the outcome of the last answer.',
    },
    counts: 'cohort',
    unit: 'complaints',
    n: Object.values(measureOfOutcome),
    value: Object.values(measureOfOutcome),
    parts: Object.entries(measureOfOutcome).map(([key, measure]) => ({ key, measures: [measure] })),
  },
  {
    id: 'promises',
    name: { id: 'Janji ditepati', en: 'Promises kept' },
    definition: {
      id: 'Laporan dengan tindakan yang dijanjikan dan dilaksanakan sebelum lewat tanggalnya, dibagi yang dilaksanakan atau lewat tanggalnya.',
      en: 'Complaints whose promised action was done by its date, divided by those where it was done or its date has passed.',
    },
    counts: 'cohort',
    unit: 'share',
    n: ['promises_kept', 'promises_late'],
    value: ['promises_kept'],
  },
  {
    id: 'K19',
    name: { id: 'Diarsipkan menurut alasan', en: 'Archived by reason' },
    definition: {
      id: 'Laporan yang diterima dalam periode ini dan sekarang diarsipkan, menurut alasannya; n adalah semua laporan.',
      en: 'Complaints received in the period and archived now, by the reason; n is all complaints.',
    },
    counts: 'cohort',
    unit: 'complaints',
    n: ['received'],
    value: Object.values(measureOfArchiveReason),
    parts: Object.entries(measureOfArchiveReason).map(([key, measure]) => ({ key, measures: [measure] })),
  },
  {
    id: 'K20',
    name: { id: 'Digabung', en: 'Merged' },
    definition: {
      id: 'Laporan yang sekarang digabung dengan laporan serupa, dibagi semua laporan yang diterima dalam periode ini.',
      en: 'Complaints merged with a similar one now, divided by all received in the period.',
    },
    counts: 'cohort',
    unit: 'share',
    n: ['received'],
    value: ['merged'],
  },
  {
    id: 'K22',
    name: { id: 'Jawaban yang harus diperbaiki', en: 'Answers rejected' },
    definition: {
      id: 'Jawaban yang dikembalikan pemeriksa, dibagi semua jawaban yang diperiksa; n adalah jawaban, bukan laporan.',
      en: 'Answers that the validator rejected, divided by all answers checked; n counts answers, not complaints.',
    },
    counts: 'cohort',
    unit: 'share',
    n: ['answers_approved', 'answers_rejected'],
    value: ['answers_rejected'],
  },
];
