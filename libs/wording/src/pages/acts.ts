import type { PartOfPages } from './words.js';

/** What a complainant can do with the own report besides replying: each says what follows from it before it is done. */
export const acts = {
  notNeeded: {
    id: 'Anda tidak perlu melakukan apa-apa. Kalau mau, Anda dapat:',
    en: 'You need not do anything. If you like, you can:',
  },
  besides: { id: 'Selain itu, Anda dapat:', en: 'Besides, you can:' },
  over: { id: 'Tidak ada. Laporan ini sudah berakhir.', en: 'Nothing. This report is over.' },

  add: { id: 'Tambah keterangan', en: 'Add details' },
  addText: { id: 'Apa yang ingin Anda tambahkan?', en: 'What do you want to add?' },
  addHint: {
    id: 'Petugas yang menangani laporan ini membacanya. Publik tidak.',
    en: 'The officers who handle this report read it. The public does not.',
  },
  addSend: { id: 'Kirim keterangan', en: 'Send details' },
  added: { id: 'Keterangan Anda sudah disimpan.', en: 'Your details have been saved.' },

  secret: { id: 'Rahasiakan laporan', en: 'Make the report secret' },
  secretHint: {
    id: 'Setelah itu hanya inspektorat yang membaca isinya. Publik hanya melihat keadaannya. Ini tidak dapat dibatalkan.',
    en: 'From then on only the inspectorate reads what it says. The public only sees its state. This cannot be undone.',
  },
  secretSend: { id: 'Ya, rahasiakan', en: 'Yes, make it secret' },
  madeSecret: { id: 'Laporan Anda sekarang dirahasiakan.', en: 'Your report is secret now.' },
  secretTooLate: {
    id: 'Publik tidak melihat laporan ini. Tetapi instansi sudah menerimanya sebelum Anda merahasiakannya.',
    en: 'The public does not see this report. But an agency had it before you made it secret.',
  },

  withdraw: { id: 'Cabut laporan', en: 'Withdraw the report' },
  withdrawHint: {
    id: 'Setelah dicabut, laporan ini tidak ditangani lagi. Ini tidak dapat dibatalkan. Kalau tentang penyalahgunaan wewenang, inspektorat yang memutuskan.',
    en: 'Once withdrawn, nobody works on this report any more. This cannot be undone. If it is about abuse of power, the inspectorate decides.',
  },
  withdrawReason: { id: 'Mengapa Anda mencabutnya?', en: 'Why do you withdraw it?' },
  withdrawSend: { id: 'Ya, cabut laporan ini', en: 'Yes, withdraw this report' },
  withdrawn: { id: 'Pencabutan Anda sudah dicatat.', en: 'Your withdrawal has been recorded.' },

  appeal: { id: 'Tidak setuju laporan ini diarsipkan?', en: 'Do you disagree that it was archived?' },
  appealReason: { id: 'Mengapa harus diperiksa lagi?', en: 'Why should it be checked again?' },
  appealHint: { id: 'Keberatan dapat diajukan satu kali.', en: 'You can appeal once.' },
  appealSend: { id: 'Ajukan keberatan', en: 'Appeal' },
  appealed: {
    id: 'Keberatan Anda sudah dicatat. Laporan ini diperiksa lagi.',
    en: 'Your appeal has been recorded. This report will be checked again.',
  },

  reopen: { id: 'Ternyata belum beres?', en: 'Is it not solved after all?' },
  reopenUntil: {
    id: (date: string) => `Anda dapat membuka lagi laporan ini sampai ${date}.`,
    en: (date: string) => `You can reopen this report until ${date}.`,
  },
  reopenSend: { id: 'Buka lagi laporan ini', en: 'Reopen this report' },

  together: {
    id: 'Laporan ini ditangani bersama laporan serupa. Semua kabarnya tetap ada di halaman ini.',
    en: 'This report is handled together with a similar one. All news of it still stands on this page.',
  },
  promised: { id: 'Dijanjikan', en: 'Promised' },
  kept: { id: (date: string) => `sudah dilakukan ${date}`, en: (date: string) => `done on ${date}` },
  correctedTitle: { id: 'Judul setelah diperbaiki', en: 'Title as corrected' },
  published: { id: 'Salinan untuk umum', en: 'The public copy' },
  publishedHint: {
    id: 'Petugas membuat salinan ini tanpa nama dan data pribadi.',
    en: 'An officer made this copy without names or personal data.',
  },
} as const satisfies PartOfPages;
