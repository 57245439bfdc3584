import type { Words } from './words.js';

/** What a door says about reports that end, and that begin again. */
export const endingProblems = {
  'reason-required': { id: 'Tulis alasannya, lalu kirim lagi.', en: 'Write the reason and send again.' },
  'archive-reason-not-allowed': {
    id: 'Alasan ini tidak dapat dipilih petugas. Pilih alasan lain.',
    en: 'An officer cannot give this reason. Choose another.',
  },
  'not-archived': {
    id: 'Laporan ini tidak diarsipkan, jadi tidak perlu keberatan. Lihat statusnya.',
    en: 'This report is not archived, so no appeal is needed. See its status.',
  },
  'already-restored': {
    id: 'Laporan ini sudah diambil dari arsip. Baca lagi laporannya.',
    en: 'This report is out of the archive already. Read it again.',
  },
  'already-appealed': {
    id: 'Keberatan hanya dapat diajukan satu kali. Kirim laporan baru jika ada hal baru.',
    en: 'You can appeal only once. Send a new report if there is something new.',
  },
  'appeal-window-over': {
    id: 'Batas mengajukan keberatan sudah lewat. Silakan kirim laporan baru.',
    en: 'The time to appeal is over. Please send a new report.',
  },
  'reopening-window-over': {
    id: 'Batas membuka lagi laporan ini sudah lewat. Silakan kirim laporan baru.',
    en: 'The time to open this report again is over. Please send a new one.',
  },
  'already-withdrawn': {
    id: 'Laporan ini sudah dicabut. Anda tidak perlu berbuat apa-apa.',
    en: 'This report was withdrawn already. You need not do anything.',
  },
  'withdrawal-pending': {
    id: 'Permintaan mencabut sudah diterima. Tunggu keputusan inspektorat.',
    en: 'The wish to withdraw was received. Wait for the inspectorate to decide.',
  },
  'no-withdrawal-asked': {
    id: 'Pelapor tidak meminta pencabutan. Baca lagi laporannya.',
    en: 'The complainant did not ask to withdraw. Read the report again.',
  },
  'not-open': {
    id: 'Laporan ini sudah berakhir. Silakan kirim laporan baru jika perlu.',
    en: 'This report is over. Please send a new one if you need to.',
  },
  'too-many-additions': {
    id: 'Keterangan untuk laporan ini sudah cukup banyak. Tunggu kabar dari petugas.',
    en: 'Enough was added to this report. Please wait for news from the officers.',
  },
  'erasure-not-confirmed': {
    id: 'Centang dulu bahwa Anda mengerti, lalu kirim lagi.',
    en: 'Tick first that you understand this, then send it again.',
  },
  'already-erased': {
    id: 'Nama dan kontak Anda sudah dihapus. Itu tidak dapat dibatalkan.',
    en: 'Your name and contact were erased. That cannot be undone.',
  },
  'already-secret': {
    id: 'Laporan ini sudah rahasia. Anda tidak perlu berbuat apa-apa.',
    en: 'This report is secret already. You need not do anything.',
  },
  'already-routed': {
    id: 'Instansi sudah menerima laporan ini. Minta instansi itu menjaga kerahasiaannya.',
    en: 'An agency has this report already. Ask it to keep it confidential.',
  },
} as const satisfies Readonly<Record<string, Words>>;
