import type { Language, RoutingReason } from '@tuntas/events';
import { roleLabels } from './labels.js';

/** How codes are called; whoever asks for sentences knows the organisation. */
export interface Names {
  agency(code: string): string;
  unit(code: string): string;
  area(code: string): string;
}

/** One reason of a routing decision as a sentence, for complainant and officer alike. */
export function reasonSentence(reason: RoutingReason, names: Names, language: Language): string {
  const { id, en } = sentences(reason, names);
  return language === 'id' ? id : en;
}

function sentences(reason: RoutingReason, names: Names): { id: string; en: string } {
  switch (reason.kind) {
    case 'named-by-complainant':
      return { id: 'Pelapor memilih instansi ini.', en: 'The complainant chose this agency.' };
    case 'rule':
      return {
        id: `Isi laporan cocok dengan aturan “${reason.rule}” (versi ${reason.version}).`,
        en: `What was told matches the rule “${reason.rule}” (version ${reason.version}).`,
      };
    case 'place':
      return byPlace(reason.by, names.area(reason.area));
    case 'parent-answers': {
      const name = names.agency(reason.agency);
      return {
        id: `${name} belum punya petugas, jadi instansi induknya yang menangani.`,
        en: `${name} has no officer yet, so the agency above it answers.`,
      };
    }
    case 'no-rule-matches':
      return { id: 'Tidak ada aturan yang cocok.', en: 'No rule matches.' };
    case 'rules-contradict':
      return {
        id: `Beberapa aturan menunjuk instansi yang berbeda: ${reason.rules.join(', ')}.`,
        en: `Several rules name different agencies: ${reason.rules.join(', ')}.`,
      };
    case 'for-the-inspectorate':
      return {
        id: 'Laporan seperti ini selalu diperiksa dulu oleh petugas inspektorat.',
        en: 'Reports like this one are always checked by the inspectorate first.',
      };
    case 'later-round':
      return {
        id: 'Laporan ini dikembalikan, jadi petugas yang memutuskan.',
        en: 'This report came back, so a person decides.',
      };
    case 'words-gone':
      return { id: 'Isi laporan sudah dihapus.', en: 'What was told has been erased.' };
    case 'chosen-by-officer': {
      const note = reason.note === undefined ? '' : ` ${reason.note}`;
      return {
        id: `Instansi ini dipilih oleh ${roleLabels[reason.role].id}.${note}`,
        en: `This agency was chosen by ${roleLabels[reason.role].en}.${note}`,
      };
    }
  }
}

function byPlace(by: 'point' | 'area' | 'name', area: string): { id: string; en: string } {
  switch (by) {
    case 'point':
      return { id: `Titik di peta ada di ${area}.`, en: `The point on the map lies in ${area}.` };
    case 'area':
      return { id: `Pelapor memilih wilayah ${area}.`, en: `The complainant chose the area ${area}.` };
    case 'name':
      return { id: `Laporan menyebut ${area}.`, en: `The report names ${area}.` };
  }
}
