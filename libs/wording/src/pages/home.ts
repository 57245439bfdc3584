import type { PartOfPages } from './words.js';

export const home = {
  title: { id: 'Lapor sekali, ditangani sampai tuntas', en: 'Report once, followed to the end' },
  question: { id: 'Apa yang terjadi?', en: 'What happened?' },
  hint: {
    id: 'Ceritakan dengan kata Anda sendiri. Anda tidak perlu tahu instansinya.',
    en: 'Tell it in your own words. You need not know which agency is responsible.',
  },
  go: { id: 'Lanjut', en: 'Continue' },
  noAccount: { id: 'Tanpa akun. Boleh tanpa nama.', en: 'No account. You may leave out your name.' },
  trackHeading: { id: 'Sudah melapor?', en: 'Have you reported already?' },
  howHeading: { id: 'Setelah Anda mengirim', en: 'After you send it' },
  steps: {
    id: [
      ['Anda mendapat nomor dan kode rahasia.', 'Dengan kode itu Anda melihat semuanya, tanpa akun.'],
      ['Laporan sampai ke instansi yang bertanggung jawab.', 'Kalau salah alamat, kami yang meneruskan.'],
      ['Ada batas waktu dalam hari kerja.', 'Kalau terlambat, atasannya otomatis diberi tahu.'],
      ['Anda yang menilai jawabannya.', 'Kalau belum beres, laporan dibuka lagi.'],
    ],
    en: [
      ['You get a number and a secret code.', 'With the code you see everything, without an account.'],
      ['The report reaches the agency that is responsible.', 'If the address is wrong, we pass it on.'],
      ['There is a time limit in working days.', 'If it is late, somebody higher is told automatically.'],
      ['You judge the answer.', 'If it is not solved, the report is reopened.'],
    ],
  },
  figuresHeading: { id: 'Angka sampai hari ini', en: 'Figures up to today' },
  figuresMore: { id: 'Semua angka dan artinya', en: 'All figures and what they mean' },
} as const satisfies PartOfPages;
