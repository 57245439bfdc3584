import type { PartOfPages } from './words.js';

export const track = {
  title: { id: 'Lacak laporan', en: 'Track a report' },
  code: { id: 'Nomor laporan atau kode rahasia', en: 'Report number or secret code' },
  codeHint: {
    id: 'Nomor menunjukkan keadaannya. Kode rahasia menunjukkan semuanya, dan Anda dapat menanggapi.',
    en: 'The number shows where it stands. The secret code shows everything, and you can reply.',
  },
  go: { id: 'Lihat', en: 'Show' },
  missing: { id: 'Tulis nomor laporan atau kode rahasia.', en: 'Write a report number or a secret code.' },
  notFound: {
    id: 'Tidak ada laporan dengan nomor atau kode itu. Periksa hurufnya satu per satu.',
    en: 'There is no report with that number or code. Check it letter by letter.',
  },
  lost: {
    id: 'Kode rahasia hilang? Kode itu tidak dapat dikirim ulang. Nomor laporan tetap menunjukkan keadaannya.',
    en: 'Lost the secret code? It cannot be sent again. The report number still shows where it stands.',
  },
} as const satisfies PartOfPages;

/** Where a report stands: for everybody by its number, for its complainant by the code. */
export const status = {
  yours: { id: 'Laporan Anda', en: 'Your report' },
  title: { id: 'Laporan', en: 'Report' },
  state: { id: 'Keadaan', en: 'State' },
  holder: { id: 'Dipegang oleh', en: 'With' },
  kind: { id: 'Jenis', en: 'Kind' },
  category: { id: 'Kategori', en: 'Category' },
  area: { id: 'Wilayah', en: 'Area' },
  submitted: { id: 'Diterima', en: 'Received' },
  routed: { id: 'Diteruskan', en: 'Passed on' },
  answered: { id: 'Dijawab', en: 'Answered' },
  closed: { id: 'Selesai', en: 'Closed' },
  withdrawnOn: { id: 'Dicabut', en: 'Withdrawn' },
  deadlines: { id: 'Batas waktu', en: 'Time limits' },
  clock: { id: 'Menunggu', en: 'Waiting for' },
  dueOn: { id: 'Paling lambat', en: 'Due by' },
  left: { id: 'Sisa', en: 'Left' },
  daysLeft: { id: (days: string) => `${days} lagi`, en: (days: string) => `${days} left` },
  daysLate: { id: (days: string) => `lewat ${days}`, en: (days: string) => `${days} late` },
  today: { id: 'hari ini', en: 'today' },
  now: { id: 'Yang dapat Anda lakukan sekarang', en: 'What you can do now' },
  nothing: { id: 'Tidak ada. Kami yang bekerja.', en: 'Nothing. It is our turn to work.' },
  solved: { id: 'Sudah beres', en: 'It is solved' },
  missing: { id: 'Yang perlu dilengkapi', en: 'What is missing' },
  completion: { id: 'Tulis kelengkapannya di sini', en: 'Write what is missing here' },
  complete: { id: 'Kirim kelengkapan', en: 'Send it' },
  completed: {
    id: 'Kelengkapan Anda sudah dicatat. Laporan ini diproses lagi.',
    en: 'What you added has been recorded. Work on this report goes on.',
  },
  solvedQuestion: { id: 'Sudah beres?', en: 'Is it solved?' },
  rating: { id: 'Nilai jawabannya', en: 'Rate the answer' },
  ratings: {
    id: ['buruk', 'kurang', 'cukup', 'baik', 'sangat baik'],
    en: ['bad', 'poor', 'fair', 'good', 'very good'],
  },
  notRated: { id: 'tanpa nilai', en: 'no rating' },
  accept: { id: 'Ya, sudah beres', en: 'Yes, it is solved' },
  reason: { id: 'Apa yang belum beres?', en: 'What is not solved yet?' },
  dispute: { id: 'Belum, buka lagi', en: 'No, reopen it' },
  ombudsman: {
    id: 'Batas jawaban sudah lewat. Anda berhak mengadu ke Ombudsman RI: telepon 137.',
    en: 'The answer is late. You have the right to turn to the Ombudsman: call 137.',
  },
  replies: { id: 'Kata instansi', en: 'What the agency wrote' },
  replyGone: { id: 'Tulisan ini sudah dihapus.', en: 'This text has been erased.' },
  replyHidden: {
    id: 'Jawaban atas laporan rahasia tidak disalin ke halaman ini.',
    en: 'Answers to secret reports are not copied to this page.',
  },
  timeline: { id: 'Yang sudah terjadi', en: 'What has happened' },
  told: { id: 'Laporan Anda semula', en: 'Your report as you told it' },
  place: { id: 'Tempat', en: 'Place' },
  contact: { id: 'Kabar dikirim ke', en: 'News is sent to' },
  fresh: { id: 'Muat ulang', en: 'Refresh' },
  accepted: {
    id: 'Terima kasih. Tanggapan Anda sudah dicatat.',
    en: 'Thank you. Your reply has been recorded.',
  },
  disputed: {
    id: 'Tanggapan Anda sudah dicatat. Laporan ini dibuka lagi.',
    en: 'Your reply has been recorded. This report will be reopened.',
  },
  publicHint: {
    id: 'Ini yang boleh dilihat semua orang. Tulisan asli dan nama pelapor tidak ditampilkan.',
    en: 'This is what anybody may see. The original words and who told them are not shown.',
  },
  haveCode: { id: 'Ini laporan Anda? Masukkan kode rahasia.', en: 'Is this your report? Enter the secret code.' },
} as const satisfies PartOfPages;
