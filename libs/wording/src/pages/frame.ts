import type { PartOfPages } from './words.js';

/** What stands around every page. */
export const frame = {
  skip: { id: 'Langsung ke isi', en: 'Skip to content' },
  brandLine: { id: 'Lapor sekali, ditangani sampai tuntas.', en: 'Report once. Followed to the end.' },
  menu: { id: 'Menu utama', en: 'Main menu' },
  report: { id: 'Lapor', en: 'Report' },
  track: { id: 'Lacak', en: 'Track' },
  figures: { id: 'Statistik', en: 'Figures' },
  help: { id: 'Bantuan', en: 'Help' },
  otherLanguage: { id: 'English', en: 'Bahasa Indonesia' },
  emergency: {
    id: 'Ada bahaya sekarang? Telepon 112. Jangan menunggu jawaban laporan.',
    en: 'In danger now? Call 112. Do not wait for a reply to a report.',
  },
  footer: { id: 'Tautan bawah', en: 'Footer' },
  privacy: { id: 'Privasi', en: 'Privacy' },
  mailbox: { id: 'Kotak surat percobaan', en: 'Trial mailbox' },
  home: { id: 'Ke halaman depan', en: 'To the front page' },
} as const satisfies PartOfPages;
