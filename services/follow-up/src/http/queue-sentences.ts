import type { Language } from '@tuntas/events';
import type { QueueName } from '../domain/queues.js';

/** Every queue is one predicate; this is what it says to the officer who works from it. */
export const queueSentences: Readonly<Record<QueueName, Readonly<Record<Language, string>>>> = {
  'to-verify': { id: 'Perlu diperiksa dan diteruskan', en: 'To be checked and passed on' },
  arbiter: {
    id: 'Instansi tidak sepakat: putuskan siapa yang menangani',
    en: 'Agencies do not agree: decide who handles it',
  },
  urgent: { id: 'Darurat', en: 'Urgent' },
  'to-validate': { id: 'Jawaban perlu diperiksa', en: 'Answers to be checked' },
  withdrawals: { id: 'Pelapor ingin mencabut: putuskan', en: 'Complainants want to withdraw: decide' },
  unit: { id: 'Di unit, belum dijawab', en: 'With a unit, not answered yet' },
  'waiting-complainant': { id: 'Sudah dijawab, menunggu pelapor', en: 'Answered, waiting for the complainant' },
  'almost-late': { id: 'Hampir lewat batas', en: 'Almost late' },
  late: { id: 'Lewat batas', en: 'Late' },
  reopened: { id: 'Dibuka lagi oleh pelapor', en: 'Reopened by the complainant' },
};
