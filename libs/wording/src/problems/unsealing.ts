import type { Words } from './words.js';

/** Why the identity of an anonymous complainant is not opened. */
export const unsealingProblems = {
  'another-person-needed': {
    id: 'Orang lain dengan jabatan lain yang harus menyetujuinya. Mintalah kepada orang itu.',
    en: 'Somebody else, of another post, has to agree. Ask that person.',
  },
  'unsealing-not-agreed': {
    id: 'Belum ada orang kedua yang setuju. Tunggu persetujuannya.',
    en: 'No second person has agreed yet. Wait for that.',
  },
  'unsealing-over': {
    id: 'Waktunya sudah habis atau identitas itu sudah dibaca. Ajukan permintaan baru dengan alasannya.',
    en: 'The time is over, or the identity was read already. Ask anew, with the reason.',
  },
  'identity-not-sealed': {
    id: 'Pelapor ini tidak anonim. Identitasnya tidak perlu dibuka oleh dua orang.',
    en: 'This complainant is not anonymous. Two persons are not needed.',
  },
  'identity-erased': {
    id: 'Identitas pelapor ini sudah dihapus. Tidak ada yang dapat membacanya lagi.',
    en: 'The identity of this complainant was erased. Nobody can read it any more.',
  },
} as const satisfies Readonly<Record<string, Words>>;
