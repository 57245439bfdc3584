/**
 * What the doors say when something was not done: one entry a stable code (part of the API: codes are added, never
 * renamed). Each says what is wrong and what to do. To add one: a line here or in `problems/`, in both languages.
 */
import type { Language } from '@tuntas/events';
import { moveLabels } from './labels.js';
import { capital } from './language.js';
import { answeringProblems } from './problems/answering.js';
import { endingProblems } from './problems/ending.js';
import { mergingProblems } from './problems/merging.js';
import { organisationProblems } from './problems/organisation.js';
import { settingProblems } from './problems/settings.js';
import { unsealingProblems } from './problems/unsealing.js';
import type { Values, Words } from './problems/words.js';

export const problems = {
  // Faults of single fields.
  'unknown-field': {
    id: 'Bagian ini tidak dikenal. Hapus, lalu kirim lagi.',
    en: 'This field is unknown. Remove it and send again.',
  },
  'wrong-type': { id: 'Jenis isian ini tidak sesuai.', en: 'This field has the wrong type.' },
  'wrong-format': { id: 'Bentuk isian ini tidak sesuai.', en: 'This field has the wrong form.' },
  'unknown-value': { id: 'Pilihan ini tidak dikenal.', en: 'This choice is unknown.' },
  'field-required': { id: 'Bagian ini wajib diisi.', en: 'This field must be filled in.' },
  'text-empty': { id: 'Tulis sesuatu di bagian ini.', en: 'Write something here.' },
  'text-too-short': {
    id: ({ least }) => `Tulisan ini terlalu pendek${num(least, (n) => `; sedikitnya ${n} huruf`, 'id')}.`,
    en: ({ least }) => `This text is too short${num(least, (n) => `; at least ${n} characters`, 'en')}.`,
  },
  'text-too-long': {
    id: ({ most }) => `Tulisan ini terlalu panjang${num(most, (n) => `; paling banyak ${n} huruf`, 'id')}.`,
    en: ({ most }) => `This text is too long${num(most, (n) => `; at most ${n} characters`, 'en')}.`,
  },
  'control-characters': {
    id: 'Ada huruf yang tidak terlihat di tulisan ini. Ketik ulang bagian itu.',
    en: 'There are invisible characters in this text. Type that part again.',
  },
  'number-out-of-range': { id: 'Angka ini di luar batas.', en: 'This number is out of range.' },
  'list-too-short': { id: 'Daftar ini kurang isinya.', en: 'This list has too few entries.' },
  'list-too-long': { id: 'Daftar ini terlalu panjang.', en: 'This list has too many entries.' },
  'date-in-future': { id: 'Tanggal ini belum tiba.', en: 'This date lies in the future.' },
  'contact-invalid': {
    id: 'Alamat ini tidak dapat dihubungi. Periksa lagi.',
    en: 'This address cannot be reached. Check it again.',
  },
  'point-outside-indonesia': {
    id: 'Titik ini di luar Indonesia. Pilih titik lain di peta.',
    en: 'This point lies outside Indonesia. Choose another one on the map.',
  },
  'unknown-agency': {
    id: 'Instansi ini tidak dikenal. Kosongkan saja jika ragu.',
    en: 'This agency is unknown. Leave it empty if you are not sure.',
  },
  'unknown-category': {
    id: 'Kategori ini tidak dikenal. Kosongkan saja jika ragu.',
    en: 'This category is unknown. Leave it empty if you are not sure.',
  },
  'unknown-area': {
    id: 'Wilayah ini tidak dikenal. Kosongkan saja jika ragu.',
    en: 'This area is unknown. Leave it empty if you are not sure.',
  },

  'one-filter-at-a-time': {
    id: 'Pilih satu penyaring saja: instansi atau kategori.',
    en: 'Choose one filter only: agency or category.',
  },

  // Faults of a whole request.
  'body-too-large': {
    id: 'Kiriman ini terlalu besar. Pendekkan, lalu kirim lagi.',
    en: 'What was sent is too large. Shorten it and send again.',
  },
  'invalid-utf8': { id: 'Tulisan ini bukan UTF-8 yang sah.', en: 'The text is not valid UTF-8.' },
  'malformed-json': { id: 'Kiriman ini bukan JSON yang sah.', en: 'What was sent is not valid JSON.' },
  'json-too-deep': {
    id: 'Kiriman ini bersarang terlalu dalam. Susun lebih datar, lalu kirim lagi.',
    en: 'What was sent is nested too deep. Make it flatter and send again.',
  },
  'json-too-many-values': {
    id: 'Kiriman ini terlalu banyak isinya. Bagi menjadi beberapa, lalu kirim lagi.',
    en: 'What was sent holds too many values. Split it and send again.',
  },
  'address-too-long': {
    id: 'Alamat halaman ini terlalu panjang. Buka halamannya dari awal.',
    en: 'This address is too long. Open the page from its beginning.',
  },
  'headers-too-large': {
    id: 'Kepala kiriman ini terlalu besar. Hapus kuki situs ini, lalu coba lagi.',
    en: 'The headers of this request are too large. Delete the cookies of this site and try again.',
  },
  'request-too-slow': {
    id: 'Kiriman ini datang terlalu lambat. Periksa jaringan, lalu kirim lagi.',
    en: 'This request came too slowly. Check the network and send again.',
  },
  'malformed-request': { id: 'Kiriman ini tidak dapat dibaca.', en: 'What was sent cannot be read.' },
  'invalid-body': { id: 'Isi kiriman ini tidak sesuai.', en: 'The body of the request is not as expected.' },
  'unsupported-media-type': { id: 'Kirim sebagai JSON.', en: 'Send it as JSON.' },
  'idempotency-key-missing': {
    id: 'Sertakan Idempotency-Key, agar kiriman ulang tidak dihitung dua kali.',
    en: 'Send an Idempotency-Key, so that a retry does not count twice.',
  },
  'idempotency-key-invalid': {
    id: 'Idempotency-Key harus acak dan sedikitnya 128 bit, misalnya UUID.',
    en: 'The Idempotency-Key must be random, of at least 128 bits, for example a UUID.',
  },
  'idempotency-key-reused': {
    id: 'Kunci ini sudah dipakai untuk kiriman lain. Pakai kunci baru.',
    en: 'This key was used for something else. Use a new one.',
  },

  'version-required': {
    id: 'Sertakan If-Match dengan versi yang Anda lihat. Baca dulu laporannya.',
    en: 'Send If-Match with the version you saw. Read the report first.',
  },
  'version-invalid': {
    id: 'If-Match harus memuat satu versi, misalnya "3".',
    en: 'If-Match must hold one version, for example "3".',
  },

  // What the present state does not allow.
  'version-stale': {
    id: (values) =>
      `Laporan ini berubah sejak Anda membacanya.${whoDidWhat(values, 'id')}${whoHolds(values, 'id')}${possible(values, 'id')}`,
    en: (values) =>
      `This report changed after you read it.${whoDidWhat(values, 'en')}${whoHolds(values, 'en')}${possible(values, 'en')}`,
  },
  'move-not-legal': {
    id: (values) => `Langkah ini sekarang tidak dapat dilakukan.${whoHolds(values, 'id')}${possible(values, 'id')}`,
    en: (values) => `This step is not possible now.${whoHolds(values, 'en')}${possible(values, 'en')}`,
  },
  'another-answer': {
    id: 'Sudah ada jawaban yang lebih baru. Baca dulu, lalu tanggapi.',
    en: 'There is a newer answer. Read it first, then reply.',
  },
  'not-answered': { id: 'Belum ada jawaban untuk ditanggapi.', en: 'There is no answer to reply to yet.' },
  'not-postponed': {
    id: 'Laporan ini tidak sedang menunggu kelengkapan.',
    en: 'This report does not wait for more details.',
  },
  'another-pause': {
    id: 'Yang diminta sekarang hal lain. Baca dulu, lalu lengkapi.',
    en: 'Something else is asked for now. Read it first, then complete the report.',
  },
  'already-completed': {
    id: 'Anda sudah melengkapi laporan ini.',
    en: 'You have already completed this report.',
  },
  'already-replied': { id: 'Anda sudah menanggapi jawaban ini.', en: 'You have already replied to this answer.' },
  'round-over': {
    id: 'Laporan ini sudah diteruskan oleh orang lain.',
    en: 'Somebody else has already passed this report on.',
  },
  'unit-not-of-agency': {
    id: 'Unit ini bukan bagian dari instansi pemegang laporan.',
    en: 'This unit is not part of the agency that holds the report.',
  },
  'unit-inactive': { id: 'Unit ini sudah tidak aktif. Pilih unit lain.', en: 'This unit is closed. Choose another.' },
  'unit-without-liaison': {
    id: 'Unit ini belum punya petugas penghubung. Pilih unit lain.',
    en: 'This unit has no liaison officer yet. Choose another.',
  },
  'unit-holds-it': {
    id: 'Unit ini sudah memegang laporan ini. Pilih unit lain.',
    en: 'This unit has the report already. Choose another.',
  },
  'suggested-agency-unknown': {
    id: 'Instansi yang diusulkan tidak dikenal. Pilih instansi lain.',
    en: 'The suggested agency is unknown. Choose another.',
  },
  'suggested-agency-own': {
    id: 'Usulkan instansi lain, bukan instansi Anda sendiri.',
    en: 'Suggest another agency, not your own.',
  },
  'choice-binds': {
    id: 'Instansi ini dipilih sebagai putusan akhir. Laporan ini tidak dapat dikembalikan lagi.',
    en: 'This agency was chosen by final decision. The report cannot be given back again.',
  },
  'agency-inactive': {
    id: 'Instansi ini belum punya petugas. Pilih instansi lain.',
    en: 'This agency has no officer yet. Choose another.',
  },
  'planned-date-required': {
    id: 'Tulis kapan tindakan itu direncanakan.',
    en: 'Say for when the action is planned.',
  },

  ...answeringProblems,
  ...endingProblems,
  ...mergingProblems,
  ...organisationProblems,
  ...unsealingProblems,
  ...settingProblems,

  // Who is asking, and what cannot be done by anybody now.
  unauthenticated: { id: 'Silakan masuk terlebih dahulu, lalu ulangi.', en: 'Please sign in first, then try again.' },
  'sign-in-failed': {
    id: 'Proses masuk tidak selesai. Mulailah lagi dari halaman petugas.',
    en: 'Signing in was not finished. Start again from the officers’ page.',
  },
  'sign-out-not-understood': {
    id: 'Pemberitahuan keluar ini tidak dikenal. Kirim token keluar yang ditandatangani penyedia.',
    en: 'This notice of a sign-out is not known. Send the logout token that the provider signed.',
  },
  'second-factor-failed': {
    id: 'Faktor kedua tidak diterima. Mulailah lagi dari halaman petugas.',
    en: 'The second factor was not accepted. Start again from the officers’ page.',
  },
  'second-factor-required': {
    id: 'Tindakan ini memerlukan faktor kedua. Pakai faktor kedua di halaman petugas, lalu ulangi.',
    en: 'This needs a second factor. Use it on the officers’ page, then try again.',
  },
  'cross-site': {
    id: 'Permintaan ini tidak datang dari halaman kami. Buka halamannya, lalu ulangi dari sana.',
    en: 'This request did not come from our own page. Open the page and try again from there.',
  },
  'not-found': {
    id: 'Yang Anda cari tidak ditemukan. Periksa lagi nomor dan kodenya.',
    en: 'What you are looking for was not found. Check number and code again.',
  },
  unavailable: {
    id: 'Layanan sedang tidak tersedia. Belum ada yang tersimpan; coba lagi sebentar lagi.',
    en: 'The service is not available now. Nothing was stored; please try again shortly.',
  },
  'too-many-requests': {
    id: 'Terlalu banyak permintaan. Tunggu sebentar, lalu coba lagi.',
    en: 'Too many requests. Wait a moment and try again.',
  },
  'too-many-wrong-receipts': {
    id: 'Terlalu banyak kode rahasia yang salah. Tulis nomor laporan, lalu kode rahasia di belakangnya: dengan keduanya Anda tetap dapat masuk.',
    en: 'Too many wrong secret codes. Write the report number and then the secret code behind it: with both you still get in.',
  },
  unexpected: {
    id: 'Ada kesalahan di pihak kami. Silakan coba lagi; petugas kami sudah diberi tahu.',
    en: 'Something went wrong on our side. Please try again; our staff have been told.',
  },
} as const satisfies Readonly<Record<string, Words>>;

export type ProblemCode = keyof typeof problems;

/** The sentence for a stable code, or nothing for a code that is not in the catalogue. Fits runtime's `SentenceOf`. */
export function problemSentence(code: string, language: Language, values: Values = {}): string | undefined {
  if (!Object.hasOwn(problems, code)) return undefined;
  const words: Words = problems[code as ProblemCode];
  const sentence = words[language];
  return typeof sentence === 'string' ? sentence : sentence(values);
}

/** `holder` is the name of whoever holds it, for the middle of a sentence. */
function whoHolds({ holder }: Values, language: Language): string {
  if (typeof holder !== 'string') return '';
  return language === 'id' ? ` Laporan ini ada di ${holder}.` : ` This report is with ${holder}.`;
}

/** `who` and `when` are words, `move` is the name of the last move; a move without words changed something. */
function whoDidWhat({ who, move, when }: Values, language: Language): string {
  if (typeof who !== 'string' || typeof when !== 'string') return '';
  const changed = { id: 'mengubahnya', en: 'changed it' };
  const did = (moveLabels[String(move)] ?? changed)[language];
  return ` ${capital(who)} ${did} ${language === 'id' ? 'pada' : 'on'} ${when}.`;
}

/** `possible` are the names of the moves that are legal instead. */
function possible({ possible: moves }: Values, language: Language): string {
  if (!Array.isArray(moves) || moves.length === 0) return '';
  return language === 'id' ? ` Yang dapat dilakukan: ${moves.join(', ')}.` : ` Possible now: ${moves.join(', ')}.`;
}

function num(value: unknown, say: (number: string) => string, language: Language): string {
  return typeof value === 'number' ? say(new Intl.NumberFormat(language).format(value)) : '';
}
