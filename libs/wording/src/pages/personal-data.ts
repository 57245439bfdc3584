import type { PartOfPages } from './words.js';

/** What the complainant can do about what is held about them; each says what follows from it before it is done. */
export const personalData = {
  title: { id: 'Data pribadi Anda', en: 'Your personal data' },

  download: { id: 'Unduh semua data saya', en: 'Download all my data' },
  downloadHint: {
    id: 'Satu berkas: identitas, isi laporan, jawaban, dan siapa yang pernah membacanya.',
    en: 'One file: identity, words, replies, and who has read them.',
  },

  correct: { id: 'Perbaiki nama atau kontak', en: 'Correct name or contact' },
  correctHint: {
    id: 'Yang Anda tulis di sini menggantikan semua yang ada sekarang.',
    en: 'What you write here takes the place of all there is now.',
  },
  name: { id: 'Nama', en: 'Name' },
  email: { id: 'Surel', en: 'E-mail' },
  phone: { id: 'Telepon', en: 'Phone' },
  correctSend: { id: 'Simpan', en: 'Save' },
  corrected: { id: 'Nama dan kontak Anda sudah diperbaiki.', en: 'Your name and contact have been corrected.' },

  restrict: { id: 'Batasi penggunaan data saya', en: 'Restrict the use of my data' },
  restrictHint: {
    id: 'Data Anda tetap disimpan, tetapi kami tidak menghubungi Anda. Publik hanya melihat keadaan laporan. Ini dapat dibatalkan.',
    en: 'Your data are kept, but we do not contact you. The public only sees the state. You can undo this.',
  },
  restrictSend: { id: 'Batasi sekarang', en: 'Restrict now' },
  restricted: { id: 'Penggunaan data Anda sekarang dibatasi.', en: 'The use of your data is restricted now.' },
  lift: { id: 'Izinkan lagi penggunaan data saya', en: 'Allow my data to be used again' },
  lifted: { id: 'Data Anda boleh digunakan lagi.', en: 'Your data may be used again.' },

  consent: { id: 'Jangan hubungi saya lagi', en: 'Do not contact me any more' },
  consentHint: {
    id: 'Nama, surel dan telepon Anda kami hapus sekarang. Laporan ini tetap ditangani. Kabarnya hanya ada di halaman ini. Ini tidak dapat dibatalkan.',
    en: 'We erase your name, e-mail and phone now. The report goes on. News of it stands on this page only. This cannot be undone.',
  },
  consentSend: { id: 'Ya, hapus kontak saya', en: 'Yes, erase my contact' },
  consentDone: {
    id: 'Nama dan kontak Anda kami hapus. Kabar laporan ini hanya ada di halaman ini.',
    en: 'We erase your name and contact. News of this report stands on this page only.',
  },

  erase: { id: 'Hapus data saya', en: 'Erase my data' },
  eraseHint: {
    id: 'Nama dan kontak Anda kami hapus sekarang. Isi laporan kami hapus setelah laporan ini selesai, diarsipkan atau dicabut. Ini tidak dapat dibatalkan.',
    en: 'We erase your name and contact now. We erase the words after this report is closed, archived or withdrawn. This cannot be undone.',
  },
  eraseHintOver: {
    id: 'Nama, kontak dan seluruh isi laporan ini kami hapus sekarang. Ini tidak dapat dibatalkan.',
    en: 'We erase your name, your contact and all words of this report now. This cannot be undone.',
  },
  eraseKept: {
    id: 'Nomor, keadaan dan tanggal laporan tetap dihitung, tanpa Anda.',
    en: 'Number, state and dates still count, without you.',
  },
  eraseConfirm: { id: 'Saya mengerti.', en: 'I understand this.' },
  eraseSend: { id: 'Ya, hapus data saya', en: 'Yes, erase my data' },
  eraseDone: { id: 'Permintaan Anda untuk dihapus sudah dicatat.', en: 'Your demand to be erased has been recorded.' },

  identityErased: {
    id: 'Nama dan kontak Anda sudah dihapus.',
    en: 'Your name and contact have been erased.',
  },
  wordsWait: {
    id: 'Isi laporan dihapus setelah laporan ini berakhir.',
    en: 'The words will be erased when this report is over.',
  },
  wordsErased: { id: 'Isi laporan ini sudah dihapus.', en: 'The words of this report have been erased.' },
  held: {
    id: 'Isi laporan ini wajib disimpan karena alasan hukum. Kami menghapusnya setelah kewajiban itu berakhir.',
    en: 'The words must be kept for a legal reason. We erase them when that duty has ended.',
  },
} as const satisfies PartOfPages;
