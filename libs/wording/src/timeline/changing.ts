import { capital } from '../language.js';
import { type LinesOf, nothing } from './line.js';
import { named } from './named-holder.js';

/** What changes about a case while it is handled. */
export const changingLines: LinesOf<
  | 'case.merged'
  | 'case.unmerged'
  | 'case.members-changed'
  | 'case.corrected'
  | 'case.text-added'
  | 'case.published'
  | 'case.urgency-set'
  | 'case.sealed'
  | 'case.unsealed'
> = {
  'case.merged': ({ holder }, { names }) => {
    const name = named(holder, names);
    return {
      id: `Digabung dengan laporan serupa di ${name.id}.`,
      en: `Merged with a similar report at ${name.en}.`,
    };
  },
  'case.unmerged': ({ holder }, { names }) => {
    const name = named(holder, names);
    return {
      id: `Dipisahkan lagi; sekarang ada di ${name.id}.`,
      en: `Separated again; it is now with ${name.en}.`,
    };
  },
  // Who else told the same is nobody's business here.
  'case.members-changed': ({ change, lead }, { yours }) =>
    change === 'lead-left' && yours && lead === undefined
      ? {
          id: 'Anda mencabut laporan ini; perkaranya tetap ditangani untuk pelapor lain.',
          en: 'You withdrew this report; work goes on for others who told the same.',
        }
      : nothing,
  // What was corrected about the lead says nothing about a complaint that was merged into it.
  'case.corrected': ({ lead }, { yours }) =>
    yours && lead === undefined
      ? {
          id: 'Data laporan ini diperbaiki; tulisan Anda tidak berubah.',
          en: 'Details were corrected; your words were not changed.',
        }
      : nothing,
  'case.text-added': ({ audience, by, holder }, { names, yours }) => {
    if (!yours || by === 'complainant' || audience !== 'complainant') return nothing;
    const name = named(holder, names);
    return { id: `${capital(name.id)} menulis kepada Anda.`, en: `${capital(name.en)} wrote to you.` };
  },
  'case.published': () => ({
    id: 'Salinan tanpa data pribadi diumumkan.',
    en: 'A copy without personal data was published.',
  }),
  'case.urgency-set': ({ urgent }) =>
    urgent
      ? { id: 'Ditandai darurat: ditangani lebih dulu.', en: 'Marked as urgent: it goes first.' }
      : { id: 'Tanda darurat dicabut.', en: 'The urgent mark was lifted.' },
  'case.sealed': ({ holder }, { names }) => {
    const name = named(holder, names);
    return {
      id: `Hanya ${name.id} yang menanganinya sekarang.`,
      en: `Only ${name.en} handles it from now on.`,
    };
  },
  'case.unsealed': ({ holder }, { names }) => {
    const name = named(holder, names);
    return { id: `${capital(name.id)} memeriksa laporan ini.`, en: `${capital(name.en)} is checking this report.` };
  },
};
