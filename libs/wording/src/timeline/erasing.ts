import { dateInWords } from '../dates.js';
import type { InEach } from '../language.js';
import { type LinesOf, type TimelineType, nothing } from './line.js';

type Erasing =
  | 'erasure-asked'
  | 'consent-withdrawn'
  | 'identity-erased'
  | 'words-erased'
  | 'held'
  | 'released'
  | 'contact-corrected'
  | 'restricted';

/** What became of what is held about the complainant. */
export const erasingLines: LinesOf<Extract<TimelineType, `complaint.${Erasing}`>> = {
  'complaint.erasure-asked': (_, { yours }) =>
    yours ? { id: 'Anda meminta data Anda dihapus.', en: 'You asked for your data to be erased.' } : nothing,
  'complaint.consent-withdrawn': (_, { yours }) =>
    yours ? { id: 'Anda meminta agar tidak dihubungi lagi.', en: 'You asked not to be contacted any more.' } : nothing,
  'complaint.identity-erased': ({ because }, { yours }) =>
    yours
      ? because === 'retention'
        ? {
            id: 'Nama dan kontak Anda dihapus karena masa simpannya habis.',
            en: 'Your name and contact were erased because the time of keeping them was over.',
          }
        : { id: 'Nama dan kontak Anda dihapus.', en: 'Your name and contact were erased.' }
      : { id: 'Identitas pelapor dihapus.', en: 'The identity of the complainant was erased.' },
  'complaint.words-erased': ({ because }) =>
    because === 'retention'
      ? {
          id: 'Isi laporan ini dihapus karena masa simpannya habis.',
          en: 'The words of this report were erased because the time of keeping them was over.',
        }
      : { id: 'Isi laporan ini dihapus.', en: 'The words of this report were erased.' },
  // That somebody's words are kept for a court is between the complainant and the handlers.
  'complaint.held': (data, { yours }) => (yours ? heldLine(data) : nothing),
  'complaint.released': (_, { yours }) => (yours ? releasedLine : nothing),
  'complaint.contact-corrected': (_, { yours }) =>
    yours ? { id: 'Anda memperbaiki nama atau kontak Anda.', en: 'You corrected your name or contact.' } : nothing,
  'complaint.restricted': ({ restricted }, { yours }) => (yours ? restrictedLine(restricted) : nothing),
};

const restrictedLine = (restricted: boolean): InEach<string> =>
  restricted
    ? { id: 'Anda membatasi penggunaan data Anda.', en: 'You restricted the use of your data.' }
    : { id: 'Anda mengizinkan data Anda digunakan lagi.', en: 'You allowed your data to be used again.' };

export function heldLine({ until }: { readonly until?: string | undefined }): InEach<string> {
  if (until === undefined)
    return {
      id: 'Isi laporan ini wajib disimpan karena alasan hukum.',
      en: 'The words must be kept for a legal reason.',
    };
  return {
    id: `Isi laporan wajib disimpan menurut hukum sampai ${dateInWords(until, 'id')}.`,
    en: `The law wants the words kept until ${dateInWords(until, 'en')}.`,
  };
}

export const releasedLine: InEach<string> = {
  id: 'Kewajiban hukum untuk menyimpan isi laporan ini berakhir.',
  en: 'The legal duty to keep the words of this report has ended.',
};
