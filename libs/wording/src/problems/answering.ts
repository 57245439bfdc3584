import { workingDaysInWords } from '../dates.js';
import type { Words } from './words.js';

/** What a door says about answers, and the time for them. */
export const answeringProblems = {
  'legal-reason-required': {
    id: 'Tulis dasar hukum penolakan ini.',
    en: 'Write the legal reason for this refusal.',
  },
  'date-in-the-past': { id: 'Tanggal ini sudah lewat. Pilih tanggal lain.', en: 'This date is past. Choose another.' },
  'outcome-needs-evidence': {
    id: 'Kategori ini meminta bukti. Lampirkan bukti, lalu kirim lagi.',
    en: 'This category asks for evidence. Attach some and send again.',
  },
  'author-cannot-validate': {
    id: 'Anda menulis jawaban ini. Minta orang lain memeriksanya.',
    en: 'You wrote this answer. Ask somebody else to check it.',
  },
  'unit-cannot-validate': {
    id: 'Jawaban ini dari unit Anda sendiri. Minta unit lain memeriksanya.',
    en: 'This answer comes from your own unit. Ask another unit to check it.',
  },
  'already-extended': {
    id: 'Batas ini sudah pernah diperpanjang. Jawab sebelum batasnya lewat.',
    en: 'This limit was extended once already. Answer before it runs out.',
  },
  'extension-too-long': {
    id: ({ most }) =>
      `Perpanjangan ini terlalu lama. Minta ${most === undefined ? 'lebih singkat' : `paling lama ${workingDaysInWords(Number(most), 'id')}`}.`,
    en: ({ most }) =>
      `This extension is too long. Ask for ${most === undefined ? 'less' : `at most ${workingDaysInWords(Number(most), 'en')}`}.`,
  },
  'extension-late': {
    id: 'Batasnya sudah lewat, jadi tidak dapat diperpanjang. Jawab secepatnya.',
    en: 'The limit has passed and cannot be extended. Answer as soon as you can.',
  },
  'no-running-clock': {
    id: 'Tidak ada batas jawaban yang sedang berjalan. Baca lagi laporannya.',
    en: 'No limit for an answer is running. Read the report again.',
  },
  'promise-not-open': {
    id: 'Tidak ada tindakan yang masih dijanjikan. Baca lagi laporannya.',
    en: 'No promised action is open. Read the report again.',
  },
} as const satisfies Readonly<Record<string, Words>>;
