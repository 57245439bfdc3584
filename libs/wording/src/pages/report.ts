import type { PartOfPages } from './words.js';

/** The form of a report. */
export const report = {
  title: { id: 'Buat laporan', en: 'Make a report' },
  intro: {
    id: 'Dua hal wajib diisi: apa yang terjadi dan di mana. Yang lain boleh dikosongkan.',
    en: 'Two things are needed: what happened and where. You may leave out the rest.',
  },
  text: { id: 'Apa yang terjadi?', en: 'What happened?' },
  textHint: {
    id: 'Sejak kapan, siapa yang terdampak, apa yang Anda harapkan.',
    en: 'Since when, who is affected, what you hope for.',
  },
  place: { id: 'Di mana?', en: 'Where?' },
  placeHint: {
    id: 'Nama jalan, desa, atau patokan yang mudah ditemukan.',
    en: 'A street, a village, or a landmark that is easy to find.',
  },
  noPlace: { id: 'Ini bukan soal tempat', en: 'This is not about a place' },
  placeMissing: {
    id: 'Tulis tempatnya, atau centang “Ini bukan soal tempat”.',
    en: 'Write the place, or tick “This is not about a place”.',
  },
  area: { id: 'Kecamatan', en: 'District' },
  areaNone: { id: 'Tidak tahu', en: 'I do not know' },
  more: { id: 'Tambah kecamatan atau jenis laporan', en: 'Add district or kind of report' },
  kind: { id: 'Jenis laporan', en: 'Kind of report' },
  contactFold: { id: 'Beri kabar lewat surel', en: 'Get news by e-mail' },
  email: { id: 'Alamat surel', en: 'E-mail address' },
  emailHint: {
    id: 'Tanpa surel pun Anda dapat melacak dengan kode rahasia.',
    en: 'Without e-mail you can still track it with the secret code.',
  },
  name: { id: 'Nama Anda', en: 'Your name' },
  whoFold: { id: 'Siapa boleh tahu?', en: 'Who may know?' },
  who: { id: 'Siapa boleh tahu tentang laporan ini?', en: 'Who may know about this report?' },
  everyone: { id: 'Biasa', en: 'Ordinary' },
  everyoneHint: {
    id: 'Instansi boleh tahu nama Anda, kalau Anda menulisnya. Publik hanya melihat jenis, tempat, dan keadaannya.',
    en: 'The agency may know your name, if you give it. The public only sees kind, place and state.',
  },
  officers: { id: 'Tanpa nama', en: 'Without my name' },
  officersHint: { id: 'Instansi tidak diberi tahu nama Anda.', en: 'The agency is not told your name.' },
  secret: { id: 'Rahasia', en: 'Secret' },
  secretHint: {
    id: 'Isinya hanya dibaca petugas inspektorat. Nama Anda tidak diberitahukan.',
    en: 'Only the inspectorate reads what it says. Your name is not passed on.',
  },
  supervisory: {
    id: 'Ini tentang petugas yang menyalahgunakan wewenang atau meminta uang',
    en: 'This is about an officer who abuses power or asks for money',
  },
  optional: { id: 'boleh kosong', en: 'optional' },
  send: { id: 'Kirim laporan', en: 'Send report' },
  sending: { id: 'Sedang dikirim …', en: 'Sending …' },
  sendHint: {
    id: 'Setelah dikirim, Anda langsung mendapat nomor laporan dan kode rahasia.',
    en: 'You get a report number and a secret code as soon as it is sent.',
  },
  faults: { id: 'Belum terkirim', en: 'Not sent yet' },
  faultsHint: { id: 'Yang sudah Anda tulis tetap ada.', en: 'What you wrote is still here.' },
  retryHint: {
    id: 'Tekan “Kirim laporan” lagi. Laporan tidak akan menjadi dua.',
    en: 'Press “Send report” again. It will not become two reports.',
  },
  alreadySent: {
    id: 'Laporan dari formulir ini sudah terkirim. Kalau ini laporan lain, tekan “Kirim laporan” lagi.',
    en: 'The report of this form was sent already. If this is another one, press “Send report” again.',
  },
  draftKept: { id: 'Tersimpan di perangkat ini', en: 'Kept on this device' },
  draftDrop: { id: 'Hapus tulisan', en: 'Clear what I wrote' },
  left: { id: 'sisa {n} huruf', en: '{n} characters left' },
} as const satisfies PartOfPages;

/** The answer to a report that was taken. */
export const confirmation = {
  title: { id: 'Laporan Anda sudah kami terima', en: 'We have received your report' },
  reference: { id: 'Nomor laporan', en: 'Report number' },
  referenceHint: {
    id: 'Boleh Anda bagikan. Yang terlihat hanya keadaannya.',
    en: 'You may share it. It only shows where the report stands.',
  },
  receipt: { id: 'Kode rahasia', en: 'Secret code' },
  receiptHint: {
    id: 'Simpan sekarang: kode ini hanya ditampilkan sekali. Siapa pun yang memegangnya dapat membaca dan menanggapi laporan ini.',
    en: 'Keep it now: it is shown only once. Whoever holds it can read this report and reply to it.',
  },
  save: { id: 'Simpan sebagai berkas', en: 'Save as a file' },
  next: { id: 'Apa yang terjadi selanjutnya', en: 'What happens next' },
  nextWithoutDates: {
    id: 'Tanggalnya muncul di halaman lacak beberapa saat lagi.',
    en: 'The dates will appear on the tracking page in a moment.',
  },
  nextMail: {
    id: 'Kami mengirim surel setiap kali ada kabar.',
    en: 'We send an e-mail whenever there is news.',
  },
  nextNoMail: {
    id: 'Tanpa surel, kabar hanya ada di halaman lacak. Buka kapan saja dengan kode rahasia.',
    en: 'Without e-mail, news is only on the tracking page. Open it any time with the secret code.',
  },
  track: { id: 'Lihat laporan saya', en: 'See my report' },
  another: { id: 'Buat laporan lain', en: 'Make another report' },
  fileName: { id: 'kode-laporan', en: 'report-code' },
  fileText: {
    id: (reference: string, receipt: string, address: string) =>
      `Nomor laporan: ${reference}\nKode rahasia: ${receipt}\n\nLacak di ${address}\nJangan berikan kode rahasia kepada orang lain.\n`,
    en: (reference: string, receipt: string, address: string) =>
      `Report number: ${reference}\nSecret code: ${receipt}\n\nTrack it at ${address}\nDo not give the secret code to anybody.\n`,
  },
} as const satisfies PartOfPages;
