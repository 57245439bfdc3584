/** What the door of settings and calendars says when something was not taken: part of `problems`, in the same form. */
import type { Language } from '@tuntas/events';
import { instantInWords } from '../dates.js';
import type { Values, Words } from './words.js';

export const settingProblems = {
  'setting-version-stale': {
    id: (values) => `Pengaturan ini berubah sejak Anda membacanya.${newest(values, 'id')} Baca lagi, lalu ulangi.`,
    en: (values) => `This setting changed after you read it.${newest(values, 'en')} Read it again, then repeat.`,
  },
  'setting-ends-before-it-begins': {
    id: 'Pengaturan ini berakhir sebelum mulai berlaku. Pilih tanggal akhir yang lebih lambat.',
    en: 'This setting would end before it begins. Choose a later last day.',
  },
  'unknown-clock': {
    id: ({ known }) => `Batas waktu ini tidak dikenal.${list(known, ' Yang dikenal: ')}`,
    en: ({ known }) => `There is no such limit.${list(known, ' Known are: ')}`,
  },
  'limit-not-positive': {
    id: 'Batas waktu harus bilangan bulat, sedikitnya 1. Perbaiki angkanya.',
    en: 'A limit is a whole number of at least 1. Correct the number.',
  },
  'limit-too-long': {
    id: ({ most }) => `Batas waktu ini terlalu panjang.${value(most, ' Paling banyak ')}`,
    en: ({ most }) => `This limit is too long.${value(most, ' At most ')}`,
  },
  'ladder-role-unknown': {
    id: ({ known }) => `Penerima kabar keterlambatan ini tidak dikenal.${list(known, ' Pilih salah satu: ')}`,
    en: ({ known }) => `Nobody can be told under this name.${list(known, ' Choose one of: ')}`,
  },
  'ladder-not-rising': {
    id: 'Jeda kabar keterlambatan harus bilangan bulat dari 0 dan tidak boleh menurun. Perbaiki urutannya.',
    en: 'The days of a ladder are whole numbers from 0 and never fall. Correct their order.',
  },
  'reminders-not-rising': {
    id: 'Pengingat adalah satu sampai lima persentase dari 1 sampai 100, makin besar. Perbaiki daftarnya.',
    en: 'Reminders are one to five percentages from 1 to 100 that rise. Correct the list.',
  },
  'extension-not-possible': {
    id: 'Perpanjangan hanya 0 atau 1 kali, dengan bagian di atas 0 sampai 1. Perbaiki angkanya.',
    en: 'An extension happens 0 or 1 times, by a share above 0 and up to 1. Correct the numbers.',
  },
  'setting-empty': {
    id: 'Pengaturan ini tidak mengatur apa pun. Isi sedikitnya satu hal.',
    en: 'This setting says nothing. Fill in at least one thing.',
  },
  'setting-incomplete': {
    id: ({ missing }) => `Pengaturan nasional harus lengkap.${list(missing, ' Tambahkan: ')}`,
    en: ({ missing }) => `The national setting has to be complete.${list(missing, ' Add: ')}`,
  },
  'setting-scope-required': {
    id: 'Hanya pengaturan nasional berlaku untuk semua. Sebutkan untuk siapa pengaturan ini.',
    en: 'Only the national setting is about everybody. Say whom this one is about.',
  },
  'setting-scope-differs': {
    id: 'Pengaturan dengan kode ini berlaku untuk hal lain. Pakai kode lain.',
    en: 'The setting of this code is about something else. Use another code.',
  },
  'setting-scope-taken': {
    id: ({ taken }) => `Untuk ini sudah ada pengaturan lain${value(taken, ': ', '')}. Ubah pengaturan itu.`,
    en: ({ taken }) => `Another setting is about this already${value(taken, ': ', '')}. Change that one.`,
  },
  'setting-of-the-desk': {
    id: 'Pengaturan ini ditetapkan admin nasional. Mintalah admin nasional mengubahnya.',
    en: 'The national desk made this setting. Ask the national desk to change it.',
  },
  'setting-looser': {
    id: 'Instansi boleh menetapkan aturan lebih ketat, tidak lebih longgar. Samakan atau perketat.',
    en: 'An agency may be stricter, never less strict. Keep what holds for all, or be stricter.',
  },
  'setting-not-of-agency': {
    id: 'Bagian ini hanya diatur admin nasional. Hapus, lalu kirim lagi.',
    en: 'Only the national desk sets this. Remove it and send again.',
  },
  'retention-too-short': {
    id: ({ least }) => `Masa simpan ini lebih singkat daripada yang boleh.${value(least, ' Paling sedikit (bulan): ')}`,
    en: ({ least }) => `Complaints have to be kept longer than this.${value(least, ' Months at least: ')}`,
  },
  'retention-too-long': {
    id: ({ most }) => `Masa simpan ini lebih lama daripada yang boleh.${value(most, ' Paling banyak (bulan): ')}`,
    en: ({ most }) => `Nothing may be kept for so long.${value(most, ' Months at most: ')}`,
  },
  'retention-identity-outlives-words': {
    id: 'Identitas tidak boleh disimpan lebih lama daripada isi laporan. Persingkat masa simpannya.',
    en: 'An identity is not kept longer than the words it belongs to. Make its time shorter.',
  },
  'retention-too-soon': {
    id: ({ earliest }) =>
      `Yang terhapus tidak kembali, jadi aturan ini harus diumumkan lebih dulu.${value(earliest, ' Paling cepat berlaku: ')}`,
    en: ({ earliest }) =>
      `What is erased does not come back, so this needs notice.${value(earliest, ' The earliest day is ')}`,
  },
  'setting-agency-unknown': {
    id: 'Instansi ini tidak dikenal. Periksa lagi kodenya.',
    en: 'This agency is unknown. Check its code again.',
  },
  'setting-category-unknown': {
    id: 'Kategori ini tidak dikenal. Periksa lagi kodenya.',
    en: 'This category is unknown. Check its code again.',
  },
  'calendar-day-twice': {
    id: ({ on }) => `Satu hari tercantum dua kali${value(on, ': ', '')}. Hapus salah satunya.`,
    en: ({ on }) => `A day stands here twice${value(on, ': ', '')}. Remove one of the two.`,
  },
  'calendar-gap': {
    id: ({ years }) => `Ada tahun tanpa hari libur.${list(years, ' Tambahkan keputusan bersama tahun ')}`,
    en: ({ years }) => `A year has no day off.${list(years, ' Add the joint decree of ')}`,
  },
  'calendar-week-national': {
    id: 'Pekan enam hari hanya untuk instansi. Hapus bagian ini dari kalender nasional.',
    en: 'Only agencies have a six-day week. Remove it from the national calendar.',
  },
  'decree-wrong-columns': {
    id: (values) => `${line(values, 'id')} tidak berbentuk date,kind,name. Perbaiki baris itu.`,
    en: (values) => `${line(values, 'en')} has not the form date,kind,name. Correct the line.`,
  },
  'decree-no-days-off': {
    id: 'Berkas ini tidak memuat hari libur. Kirim berkas keputusan bersama.',
    en: 'This file holds no day off. Send the file of the decree.',
  },
  'decree-too-many-days': {
    id: 'Berkas ini memuat lebih dari 2.000 hari. Kirim berkas keputusan bersama.',
    en: 'This file holds more than 2,000 days. Send the file of the decree.',
  },
  'decree-no-such-date': {
    id: (values) => `${line(values, 'id')} bukan tanggal yang ada. Tulis sebagai TTTT-BB-HH.`,
    en: (values) => `${line(values, 'en')} is not a date. Write it as YYYY-MM-DD.`,
  },
  'decree-unknown-kind': {
    id: (values) => `${line(values, 'id')} harus libur atau cuti_bersama. Perbaiki jenisnya.`,
    en: (values) => `${line(values, 'en')} has to be libur or cuti_bersama. Correct the kind.`,
  },
  'decree-no-name': {
    id: (values) => `${line(values, 'id')} tidak memuat nama hari. Tulis namanya.`,
    en: (values) => `${line(values, 'en')} has no name of the day. Write its name.`,
  },
  'decree-day-twice': {
    id: (values) => `${line(values, 'id')} mengulang hari yang sudah ada. Hapus salah satunya.`,
    en: (values) => `${line(values, 'en')} repeats a day. Remove one of the two.`,
  },
  'decree-year-missing': {
    id: (values) => `${line(values, 'id')} melewati satu tahun. Tambahkan hari liburnya.`,
    en: (values) => `${line(values, 'en')} leaves out a year. Add its days off.`,
  },
} as const satisfies Readonly<Record<string, Words>>;

/** Which version there is now, and since when. */
function newest({ version, at }: Values, language: Language): string {
  if (typeof version !== 'number') return '';
  const since = typeof at === 'string' ? instantInWords(new Date(at), 'WIB', language) : undefined;
  if (language === 'id') return ` Sekarang versi ${version}${since ? `, sejak ${since}` : ''}.`;
  return ` It is version ${version} now${since ? `, since ${since}` : ''}.`;
}

/** `Line 7 (2028-02-30)`: which line, and what stands there. */
function line({ line: number, found }: Values, language: Language): string {
  const where = { id: ['Baris', 'Satu baris'], en: ['Line', 'A line'] }[language];
  if (typeof number !== 'number') return where[1] ?? '';
  return `${where[0]} ${number}${typeof found === 'string' && found !== '' ? ` (${found})` : ''}`;
}

function list(values: unknown, before: string): string {
  return Array.isArray(values) && values.length > 0 ? `${before}${values.join(', ')}.` : '';
}

function value(one: unknown, before: string, after = '.'): string {
  return typeof one === 'string' || typeof one === 'number' ? `${before}${one}${after}` : '';
}
