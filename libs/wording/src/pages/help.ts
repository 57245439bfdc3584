import type { PartOfPages } from './words.js';

type Section = {
  readonly id: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
};

const sectionsId: readonly Section[] = [
  {
    id: 'cara-kerja',
    heading: 'Cara kerjanya',
    paragraphs: [
      'Anda bercerita sekali. Kami meneruskannya ke instansi yang bertanggung jawab. Anda tidak perlu tahu instansi mana.',
      'Setiap saat tepat satu instansi memegang laporan Anda. Halaman lacak menyebut namanya.',
      'Jawaban bukan akhir. Anda yang mengatakan apakah sudah beres. Kalau belum, laporan dibuka lagi.',
    ],
  },
  {
    id: 'batas-waktu',
    heading: 'Batas waktu',
    paragraphs: [
      'Batas waktu dihitung dalam hari kerja: Senin sampai Jumat, tanpa hari libur nasional dan cuti bersama.',
      'Umumnya laporan diteruskan dalam 3 hari kerja. Tindak lanjut pertama ada dalam 5 hari kerja.',
      'Umumnya jawaban ada dalam 14 hari kerja. Untuk permintaan informasi dan aspirasi 5 hari kerja. Untuk penyalahgunaan wewenang 60 hari kerja.',
      'Tanggal yang berlaku untuk laporan Anda ada di halaman lacak. Kalau terlambat, atasannya otomatis diberi tahu.',
    ],
  },
  {
    id: 'hak-anda',
    heading: 'Hak Anda',
    paragraphs: [
      'Anda berhak dijawab, berhak tahu siapa yang menangani, dan berhak menolak jawaban yang tidak menyelesaikan masalah.',
      'Anda boleh melapor tanpa nama. Laporan tentang petugas diperiksa inspektorat, bukan unit yang dilaporkan.',
      'Semua ini tanpa biaya. Laporkan siapa pun yang meminta uang.',
    ],
  },
  {
    id: 'ombudsman',
    heading: 'Ombudsman',
    paragraphs: [
      'Kalau jawaban terlambat atau tidak adil, Anda dapat mengadu ke Ombudsman RI: telepon 137 atau ombudsman.go.id.',
    ],
  },
  {
    id: 'privasi',
    heading: 'Privasi',
    paragraphs: [
      'Publik hanya melihat jenis, kategori, tempat, keadaan, pemegang, dan tanggal. Isi laporan tidak ditampilkan.',
      'Nama dan alamat surel Anda disimpan terenkripsi dengan kunci tersendiri. Kami memakainya untuk memberi kabar.',
      'Halaman ini tidak memakai kuki dan tidak memuat apa pun dari situs lain.',
      'Tulisan yang belum terkirim disimpan di perangkat Anda sendiri, kecuali laporan rahasia. Di perangkat bersama, hapus setelah selesai.',
    ],
  },
];

const sectionsEn: readonly Section[] = [
  {
    id: 'cara-kerja',
    heading: 'How it works',
    paragraphs: [
      'You tell it once. We pass it on to the agency that is responsible. You need not know which one.',
      'At every moment exactly one body holds your report. The tracking page names it.',
      'An answer is not the end. You say whether it is solved. If not, the report is reopened.',
    ],
  },
  {
    id: 'batas-waktu',
    heading: 'Time limits',
    paragraphs: [
      'Limits count in working days: Monday to Friday, without national holidays and collective leave.',
      'Usually a report is passed on within 3 working days. The first follow-up comes within 5 working days.',
      'Usually there is an answer within 14 working days. For information and suggestions it is 5. For abuse of power it is 60.',
      'The dates that hold for your report stand on the tracking page. If it is late, somebody higher is told automatically.',
    ],
  },
  {
    id: 'hak-anda',
    heading: 'Your rights',
    paragraphs: [
      'You have the right to an answer, to know who works on it, and to reject an answer that solves nothing.',
      'You may report without your name. Reports about officers go to the inspectorate, not to the unit they are about.',
      'All of this is free of charge. Report anybody who asks for money.',
    ],
  },
  {
    id: 'ombudsman',
    heading: 'The Ombudsman',
    paragraphs: ['If an answer is late or unfair, you can turn to the Ombudsman: call 137 or visit ombudsman.go.id.'],
  },
  {
    id: 'privasi',
    heading: 'Privacy',
    paragraphs: [
      'The public only sees kind, category, place, state, holder and dates. What was told is not shown.',
      'Your name and e-mail address are kept encrypted under a key of their own. We use them to send you news.',
      'These pages use no cookies and load nothing from other sites.',
      'What you have not sent yet is kept on your own device, unless it is secret. On a shared device, clear it afterwards.',
    ],
  },
];

export const help = {
  title: { id: 'Bantuan', en: 'Help' },
  contents: { id: 'Di halaman ini', en: 'On this page' },
  sections: { id: sectionsId, en: sectionsEn },
} as const satisfies PartOfPages;

/** What stands where a page should have been. */
export const trouble = {
  missingTitle: { id: 'Halaman ini tidak ada', en: 'This page does not exist' },
  missing: {
    id: 'Periksa alamatnya, atau mulai dari salah satu tautan di bawah.',
    en: 'Check the address, or start from one of the links below.',
  },
  awayTitle: { id: 'Layanan sedang tidak tersedia', en: 'The service is not available now' },
  away: {
    id: 'Tunggu sebentar, lalu muat ulang halaman ini. Yang sudah terkirim tetap tersimpan.',
    en: 'Wait a moment, then reload this page. What was sent before is safe.',
  },
  otherTitle: { id: 'Ini tidak berhasil', en: 'This did not work' },
} as const satisfies PartOfPages;
