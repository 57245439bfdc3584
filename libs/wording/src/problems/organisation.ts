/** What the door of the organisation says when something was not taken: part of `problems`, in the same form. */
import type { Values, Words } from './words.js';

export const organisationProblems = {
  'organisation-agency-unknown': {
    id: 'Instansi ini tidak dikenal atau sudah berakhir. Periksa lagi kodenya.',
    en: 'This agency is unknown or has ended. Check its code again.',
  },
  'system-of-another-agency': {
    id: 'Sistem ini terdaftar untuk instansi lain. Daftarkan nama klien lain untuk instansi ini.',
    en: 'This system is registered for another agency. Register another client for this one.',
  },
  'post-needs-agency': {
    id: 'Peran ini hanya ada di dalam satu instansi. Sebutkan instansinya.',
    en: 'This role exists only inside one agency. Name the agency.',
  },
  'post-above-agencies': {
    id: 'Peran ini berdiri di atas semua instansi. Hapus instansinya.',
    en: 'This role stands above all agencies. Remove the agency.',
  },
  'post-without-unit': {
    id: 'Peran ini berlaku untuk seluruh instansi. Hapus unitnya.',
    en: 'This role is for the whole agency. Remove the unit.',
  },
  'post-ends-before-it-begins': {
    id: 'Masa ini berakhir sebelum dimulai. Pilih akhir yang lebih lambat.',
    en: 'This would end before it begins. Choose a later end.',
  },
  'post-held-already': {
    id: 'Orang ini sudah memegang jabatan yang sama pada masa itu. Ubah jabatan yang ada.',
    en: 'This person holds the same post at that time already. Change that one.',
  },
  'post-validates-own-unit': {
    id: 'Pejabat penghubung suatu unit tidak boleh memvalidasi jawaban unit itu. Pilih orang lain.',
    en: 'The liaison officer of a unit may not validate its answers. Choose another person.',
  },
  'absence-outside-post': {
    id: 'Ketidakhadiran ini di luar masa jabatan. Periksa lagi tanggalnya.',
    en: 'This absence lies outside the time of the post. Check its dates again.',
  },
  'absence-overlaps': {
    id: 'Pada masa itu sudah tercatat ketidakhadiran lain. Ubah yang sudah ada.',
    en: 'Another absence is recorded for that time. Change that one.',
  },
  'deputy-is-officer': {
    id: 'Seseorang tidak dapat menggantikan dirinya sendiri. Pilih orang lain.',
    en: 'Nobody is their own deputy. Choose another person.',
  },
  'organisation-version-stale': {
    id: (values) =>
      `Data ini berubah sejak Anda membacanya.${newest(values, 'Sekarang versi')} Baca lagi, lalu ulangi.`,
    en: (values) =>
      `This row changed after you read it.${newest(values, 'It is now version')} Read it again, then repeat.`,
  },
  'organisation-code-taken': {
    id: 'Kode ini sudah dipakai untuk hal lain. Pilih kode lain.',
    en: 'This code is used for something else already. Choose another.',
  },
  'organisation-ended': {
    id: 'Bagian organisasi ini sudah berakhir. Buat yang baru dengan kode lain.',
    en: 'This part of the organisation has ended. Make a new one under another code.',
  },
  'organisation-parent-unknown': {
    id: 'Induk ini tidak dikenal atau sudah berakhir. Periksa lagi kodenya.',
    en: 'What this should belong to is unknown or has ended. Check its code again.',
  },
  'organisation-ring': {
    id: 'Induk ini berada di bawahnya sendiri, atau susunannya terlalu dalam. Pilih induk lain.',
    en: 'This would stand above itself, or the tree would be too deep. Choose another parent.',
  },
  'organisation-area-unknown': {
    id: 'Wilayah ini tidak dikenal. Periksa lagi kodenya.',
    en: 'This area is unknown. Check its code again.',
  },
  'organisation-has-children': {
    id: 'Masih ada yang berada di bawahnya. Pindahkan atau akhiri itu dahulu.',
    en: 'Something still belongs to this. Move or end that first.',
  },
  'organisation-successor-unknown': {
    id: 'Penerus ini tidak dikenal, sudah berakhir, atau bukan dari instansi yang sama. Pilih yang lain.',
    en: 'This successor is unknown, has ended, or is not of the same agency. Choose another.',
  },
  'post-of-oneself': {
    id: 'Tidak seorang pun memberi jabatan kepada dirinya sendiri. Mintalah petugas lain.',
    en: 'Nobody gives a post to themselves. Ask another officer.',
  },
  'post-begins-in-the-past': {
    id: 'Masa ini tidak dapat dimulai pada waktu yang lewat. Kosongkan agar mulai sekarang.',
    en: 'This cannot begin in the past. Leave it empty to begin now.',
  },
  'post-ends-in-the-past': {
    id: 'Masa ini tidak dapat berakhir pada waktu yang lewat. Pilih sekarang atau nanti.',
    en: 'This cannot end in the past. Choose now or later.',
  },
  'post-ends-before-that': {
    id: 'Jabatan ini sudah berakhir sebelum waktu itu. Buat jabatan baru.',
    en: 'The post ends before that already. Make a new post.',
  },
  'post-is-another': {
    id: 'Hanya akhir jabatan yang dapat diubah. Akhiri jabatan ini dan buat yang baru.',
    en: 'Of a post only the end can be changed. End this one and make a new one.',
  },
  'absence-began': {
    id: 'Ketidakhadiran ini sudah dimulai; penggantinya tetap. Akhiri, lalu catat yang baru.',
    en: 'This absence has begun; its deputy stays. End it and record a new one.',
  },
  'plan-in-the-past': {
    id: 'Penataan ini tidak dapat berlaku pada waktu yang lewat. Pilih sekarang atau nanti.',
    en: 'This cannot take effect in the past. Choose now or later.',
  },
  'plan-unit-unknown': {
    id: (values) => `Unit ini bukan dari instansi ini, atau sudah akan berakhir${unit(values)}. Periksa lagi kodenya.`,
    en: (values) => `This unit is not of the agency, or ends already${unit(values)}. Check its code again.`,
  },
  'plan-unit-twice': {
    id: (values) => `Satu unit disebut dua kali${unit(values)}. Sebutkan sekali saja.`,
    en: (values) => `A unit is named twice${unit(values)}. Name it once.`,
  },
  'plan-rule-unknown': {
    id: 'Kategori atau wilayah dalam pembagian ini tidak dikenal. Periksa lagi kodenya.',
    en: 'A category or area of this split is unknown. Check its code again.',
  },
  'plan-rule-empty': {
    id: (values) => `Bagian ini tidak mengambil apa pun${unit(values)}. Sebutkan kategori atau wilayahnya.`,
    en: (values) => `This part takes nothing${unit(values)}. Name its categories or areas.`,
  },
  'import-empty': {
    id: 'Berkas ini kosong. Kirim tabel dengan nama kolom pada baris pertama.',
    en: 'This file is empty. Send a table with the names of its columns in the first line.',
  },
  'import-too-long': {
    id: 'Berkas ini memuat terlalu banyak baris, lebih dari 5.000. Bagi menjadi beberapa berkas.',
    en: 'This file has too many rows, more than 5,000. Divide it.',
  },
  'import-too-large': {
    id: 'Isi berkas ini terlalu besar bila dibuka. Kirim satu tabel saja, tanpa gambar.',
    en: 'This file is too large when unpacked. Send the table alone, without pictures.',
  },
  'import-too-wide': {
    id: (values) => `${line(values, 'Baris')}: kolomnya terlalu banyak. Kirim hanya kolom dari ekspor.`,
    en: (values) => `${line(values, 'Line')}: too many columns. Send only those of the export.`,
  },
  'import-cell-too-long': {
    id: (values) => `${line(values, 'Baris')}: ada isian yang terlalu panjang. Pendekkan isian itu.`,
    en: (values) => `${line(values, 'Line')}: a cell is too long. Shorten it.`,
  },
  'import-not-csv': {
    id: (values) => `${line(values, 'Baris')} tidak dapat dibaca sebagai CSV. Perbaiki tanda kutipnya.`,
    en: (values) => `${line(values, 'Line')} cannot be read as CSV. Check its quotes.`,
  },
  'import-not-xlsx': {
    id: 'Berkas ini bukan XLSX yang dapat dibaca. Simpan ulang, atau kirim CSV.',
    en: 'This is no XLSX that can be read. Save it again, or send CSV.',
  },
  'import-formula': {
    id: (values) => `${line(values, 'Baris')} memuat rumus. Tulis nilainya, bukan rumusnya.`,
    en: (values) => `${line(values, 'Line')} holds a formula. Write its value instead.`,
  },
  'import-date-cell': {
    id: (values) =>
      `${line(values, 'Baris')} memuat tanggal tanpa zona. Tulis sebagai teks: 2026-11-29T08:00:00+08:00.`,
    en: (values) => `${line(values, 'Line')} holds a date without a zone. Write it as text: 2026-11-29T08:00:00+08:00.`,
  },
  'import-wrong-columns': {
    id: ({ known }) => `Nama kolom tidak sesuai. Yang dikenal: ${Array.isArray(known) ? known.join(', ') : ''}.`,
    en: ({ known }) => `The columns are others. Known are: ${Array.isArray(known) ? known.join(', ') : ''}.`,
  },
  'import-twice': {
    id: (values) =>
      `${line(values, 'Baris')} mengulang kode dari baris ${numberOr(values['first'])}. Hapus salah satunya.`,
    en: (values) =>
      `${line(values, 'Line')} repeats the code of line ${numberOr(values['first'])}. Remove one of the two.`,
  },
  'import-not-yours': {
    id: (values) => `${line(values, 'Baris')} tidak ada atau bukan wewenang Anda. Hapus baris itu.`,
    en: (values) => `${line(values, 'Line')} is not there or not yours to change. Remove it.`,
  },
  'absence-over': {
    id: 'Ketidakhadiran ini sudah berakhir. Catat yang baru.',
    en: 'This absence is over. Record a new one.',
  },
} as const satisfies Readonly<Record<string, Words>>;

function unit({ unit: code }: Values): string {
  return typeof code === 'string' ? ` (${code})` : '';
}

function line({ line: number }: Values, word: string): string {
  return `${word} ${numberOr(number)}`;
}

const numberOr = (value: unknown): string => (typeof value === 'number' ? String(value) : '?');

function newest({ version }: Values, before: string): string {
  return typeof version === 'number' && version > 0 ? ` ${before} ${version}.` : '';
}
