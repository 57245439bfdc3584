import type { Words } from './words.js';

/** What a door says about reports that are joined, corrected or handed on. */
export const mergingProblems = {
  'merge-with-itself': {
    id: 'Laporan tidak dapat digabung dengan dirinya sendiri. Pilih laporan lain.',
    en: 'A report cannot be merged with itself. Choose another.',
  },
  'merge-target-closed': {
    id: 'Laporan tujuan sudah berakhir. Pilih laporan yang masih diproses.',
    en: 'The other report is over. Choose one that is still being worked on.',
  },
  'merge-target-merged': {
    id: 'Laporan tujuan sendiri sudah digabung. Pilih laporan induknya.',
    en: 'The other report is merged itself. Choose the one it was merged into.',
  },
  'merge-has-members': {
    id: 'Ada laporan lain yang digabung ke sini. Gabungkan dengan arah sebaliknya.',
    en: 'Other reports were merged into this one. Merge the other way round.',
  },
  'merge-not-held': {
    id: 'Anda tidak memegang kedua laporan. Pilih laporan yang Anda pegang.',
    en: 'You do not hold both reports. Choose one that you hold.',
  },
  'not-merged': {
    id: 'Laporan ini tidak digabung. Baca lagi laporannya.',
    en: 'This report is not merged. Read it again.',
  },
  'merge-full': {
    id: 'Terlalu banyak laporan sudah digabung ke sini. Pilih laporan induk lain.',
    en: 'Too many reports were merged into this one. Choose another.',
  },
  'merge-discloses': {
    id: 'Laporan rahasia atau pengawasan tidak boleh berpindah ke pemegang lain lewat penggabungan. Teruskan lebih dulu.',
    en: 'A secret or supervisory report must not come to another holder by being merged. Route it first.',
  },
  'supporting-agency-leads': {
    id: 'Instansi ini sudah menangani laporan. Pilih instansi pendukung lain.',
    en: 'That agency handles the report already. Choose another to support it.',
  },
  'nothing-to-correct': {
    id: 'Tidak ada yang diperbaiki. Ubah sesuatu, lalu kirim lagi.',
    en: 'Nothing was corrected. Change something and send again.',
  },
  'nothing-to-change': {
    id: 'Keadaannya sudah seperti itu. Tidak ada yang perlu dikirim.',
    en: 'It is so already. There is nothing to send.',
  },
  'agency-accused': {
    id: 'Instansi ini dilaporkan di sini. Pilih instansi lain.',
    en: 'This report is about that agency. Choose another.',
  },
  'unit-accused': {
    id: 'Unit ini dilaporkan di sini. Pilih unit lain.',
    en: 'This report is about that unit. Choose another.',
  },
} as const satisfies Readonly<Record<string, Words>>;
