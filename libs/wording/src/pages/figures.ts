import type { PartOfPages } from './words.js';

/** The public figures. What each counts comes from statistics; here is only what stands around it. */
export const figures = {
  title: { id: 'Statistik', en: 'Figures' },
  intro: {
    id: 'Setiap angka berdiri bersama artinya, jumlah laporannya, dan waktunya. Tidak ada nama siapa pun di sini.',
    en: 'Every figure stands with its meaning, its number of reports and its time. None of them names anybody.',
  },
  away: {
    id: 'Angka sedang tidak dapat dihitung. Coba lagi sebentar lagi.',
    en: 'The figures cannot be computed now. Please try again shortly.',
  },
  n: { id: (n: string) => `n = ${n} laporan`, en: (n: string) => `n = ${n} reports` },
  computed: { id: (at: string) => `Dihitung ${at}`, en: (at: string) => `Computed ${at}` },
  calendar: {
    id: (version: string) => `kalender kerja versi ${version}`,
    en: (version: string) => `working calendar version ${version}`,
  },
  zone: { id: (zone: string) => `zona waktu ${zone}`, en: (zone: string) => `time zone ${zone}` },
  cohort: {
    id: (from: string, to: string) => `Laporan yang diterima ${from} sampai ${to}`,
    en: (from: string, to: string) => `Reports received ${from} to ${to}`,
  },
  flow: {
    id: (from: string, to: string) => `Yang terjadi ${from} sampai ${to}`,
    en: (from: string, to: string) => `What happened ${from} to ${to}`,
  },
  download: { id: 'Unduh CSV', en: 'Download CSV' },
  downloadOf: { id: (name: string) => `Unduh CSV: ${name}`, en: (name: string) => `Download CSV: ${name}` },
  table: { id: 'Lihat sebagai tabel', en: 'See as a table' },
  part: { id: 'Bagian', en: 'Part' },
  count: { id: 'Laporan', en: 'Reports' },
  outOfFive: { id: (mean: string) => `${mean} dari 5`, en: (mean: string) => `${mean} of 5` },
  withheld: { id: 'disembunyikan (terlalu sedikit)', en: 'withheld (too few)' },
  nothingYet: { id: 'belum ada', en: 'none yet' },
  chart: {
    id: (what: string) => `Diagram batang: ${what}`,
    en: (what: string) => `Bar chart: ${what}`,
  },
  largest: {
    id: (part: string, n: string) => `Terbanyak: ${part}, ${n} laporan.`,
    en: (part: string, n: string) => `Largest: ${part}, ${n} reports.`,
  },
  caution: {
    id: 'Angka menghitung laporan, bukan masalah. Banyak laporan tidak berarti instansinya buruk.',
    en: 'The figures count reports, not problems. Many reports do not mean a bad agency.',
  },
} as const satisfies PartOfPages;
