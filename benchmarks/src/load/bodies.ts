import { randomFrom } from '../method/statistics.js';

const DIFFERENT = 256;
/** In the city's file of 2022 half of the texts are shorter than 300 characters. */
const WORDS = { least: 30, spread: 40 };

const subjects = [
  'jalan berlubang',
  'lampu jalan mati',
  'sampah menumpuk',
  'air PDAM keruh',
  'drainase tersumbat',
  'KTP belum jadi',
];
const words =
  'sudah lama di depan rumah kami belum ada petugas yang datang mohon segera diperbaiki karena sangat mengganggu warga terutama anak sekolah dan orang tua kalau hujan jadi banjir setiap malam gelap sekali terima kasih'.split(
    ' ',
  );

/** Complaints as people write them, invented, each with a contact; ASCII, so that characters are bytes. */
export function bodies(): string[] {
  const random = randomFrom(2_022);
  const any = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  return Array.from({ length: DIFFERENT }, (_, index) => {
    const subject = any(subjects);
    const text = Array.from({ length: WORDS.least + Math.floor(random() * WORDS.spread) }, () => any(words)).join(' ');
    return JSON.stringify({
      title: `Laporan ${subject}`,
      text: `Mohon bantuan, ${subject} ${text}.`,
      contact: { name: `Warga ${index}`, email: `warga-${index}@contoh.id`, phone: '+62 811-0000-0000' },
    });
  });
}
