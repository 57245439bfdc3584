import type { Language } from '@tuntas/events';
import type { ProblemKind, ProblemValues } from './problem.js';

/** The sentence that people read for a problem's code; undefined where the catalogue does not know it. */
export type SentenceOf = (code: string, language: Language, values: ProblemValues) => string | undefined;

interface Words {
  readonly title: string;
  readonly detail: string;
}

/** What is said when no catalogue knows the code: true for every problem of the kind. */
const wordsOfKind: Record<Language, Record<ProblemKind, Words>> = {
  id: {
    refused: { title: 'Tidak dapat dilakukan', detail: 'Permintaan ini tidak dapat dilakukan pada keadaan sekarang.' },
    'not-found': { title: 'Tidak ditemukan', detail: 'Yang Anda cari tidak ditemukan.' },
    forbidden: { title: 'Tidak ditemukan', detail: 'Yang Anda cari tidak ditemukan.' },
    unauthenticated: { title: 'Perlu masuk', detail: 'Silakan masuk terlebih dahulu, lalu ulangi.' },
    invalid: { title: 'Isian belum benar', detail: 'Periksa kembali isian yang dikirim, lalu kirim ulang.' },
    unavailable: {
      title: 'Sedang tidak tersedia',
      detail: 'Layanan sedang tidak tersedia. Belum ada yang tersimpan; silakan coba lagi sebentar lagi.',
    },
    'too-many': {
      title: 'Terlalu sering',
      detail: 'Terlalu banyak permintaan. Tunggu sebentar, lalu coba lagi.',
    },
    unexpected: {
      title: 'Terjadi kesalahan',
      detail: 'Terjadi kesalahan pada sistem kami. Silakan coba lagi; petugas kami telah diberi tahu.',
    },
  },
  en: {
    refused: { title: 'Not possible', detail: 'This is not possible in the present state.' },
    'not-found': { title: 'Not found', detail: 'What you are looking for was not found.' },
    forbidden: { title: 'Not found', detail: 'What you are looking for was not found.' },
    unauthenticated: { title: 'Sign-in needed', detail: 'Please sign in first, then try again.' },
    invalid: { title: 'Something is not filled in correctly', detail: 'Check what was sent, then send it again.' },
    unavailable: {
      title: 'Not available now',
      detail: 'The service is not available at the moment. Nothing was stored; please try again shortly.',
    },
    'too-many': { title: 'Too many', detail: 'Too many requests. Wait a moment and try again.' },
    unexpected: {
      title: 'Something went wrong',
      detail: 'Something went wrong on our side. Please try again; our staff have been told.',
    },
  },
};

export function titleOf(kind: ProblemKind, language: Language): string {
  return wordsOfKind[language][kind].title;
}

export function detailOf(kind: ProblemKind, language: Language): string {
  return wordsOfKind[language][kind].detail;
}
