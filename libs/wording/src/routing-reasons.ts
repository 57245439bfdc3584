import type { Language, RoutingReason } from '@tuntas/events';
import { roleLabels } from './labels.js';
import type { InEach } from './language.js';

/** How codes are called; whoever asks for sentences knows the organisation. */
export interface Names {
  agency(code: string): string;
  unit(code: string): string;
  area(code: string): string;
}

type Kind = RoutingReason['kind'];
type ReasonOf<K extends Kind> = Extract<RoutingReason, { kind: K }>;

/** One reason of a routing decision as a sentence, for complainant and officer alike. */
export function reasonSentence(reason: RoutingReason, names: Names, language: Language): string {
  // TypeScript cannot see that the entry found by a reason's kind takes that reason.
  const sentence = sentences[reason.kind] as (reason: RoutingReason, names: Names) => InEach<string>;
  return sentence(reason, names)[language];
}

const sentences: { readonly [K in Kind]: (reason: ReasonOf<K>, names: Names) => InEach<string> } = {
  'named-by-complainant': () => ({
    id: 'Pelapor memilih instansi ini.',
    en: 'The complainant chose this agency.',
  }),
  rule: ({ rule, version }) => ({
    id: `Isi laporan cocok dengan aturan “${rule}” (versi ${version}).`,
    en: `What was told matches the rule “${rule}” (version ${version}).`,
  }),
  place: ({ by, area }, names) => byPlace(names.area(area))[by],
  'parent-answers': ({ agency }, names) => ({
    id: `${names.agency(agency)} belum punya petugas, jadi instansi induknya yang menangani.`,
    en: `${names.agency(agency)} has no officer yet, so the agency above it answers.`,
  }),
  'no-rule-matches': () => ({ id: 'Tidak ada aturan yang cocok.', en: 'No rule matches.' }),
  'rules-contradict': ({ rules }) => ({
    id: `Beberapa aturan menunjuk instansi yang berbeda: ${rules.join(', ')}.`,
    en: `Several rules name different agencies: ${rules.join(', ')}.`,
  }),
  'for-the-inspectorate': () => ({
    id: 'Laporan seperti ini selalu diperiksa dulu oleh petugas inspektorat.',
    en: 'Reports like this one are always checked by the inspectorate first.',
  }),
  'later-round': () => ({
    id: 'Laporan ini dikembalikan, jadi petugas yang memutuskan.',
    en: 'This report came back, so a person decides.',
  }),
  'suggested-by-agency': ({ agency }, names) => ({
    id: `${names.agency(agency)} mengembalikan laporan ini dan mengusulkan instansi ini.`,
    en: `${names.agency(agency)} gave this report back and suggested this agency.`,
  }),
  'words-gone': () => ({ id: 'Isi laporan sudah dihapus.', en: 'What was told has been erased.' }),
  'chosen-by-officer': ({ role }) => ({
    id: `Instansi ini dipilih oleh ${roleLabels[role].id}.`,
    en: `This agency was chosen by ${roleLabels[role].en}.`,
  }),
};

function byPlace(area: string): Record<ReasonOf<'place'>['by'], InEach<string>> {
  return {
    point: { id: `Titik di peta ada di ${area}.`, en: `The point on the map lies in ${area}.` },
    area: { id: `Pelapor memilih wilayah ${area}.`, en: `The complainant chose the area ${area}.` },
    name: { id: `Laporan menyebut ${area}.`, en: `The report names ${area}.` },
  };
}
