import type { CaseState, Language } from '@tuntas/events';
import { actorLabels } from './labels.js';
import { capital, type InEach } from './language.js';
import type { Reader } from './status.js';

/** A holder with the names people know it by; desks have theirs here. Units and agencies, never persons. */
export type NamedHolder =
  | { readonly body: 'national-desk' }
  | { readonly body: 'inspectorate-desk' }
  | { readonly body: 'agency'; readonly name: string; readonly unitName?: string };

const deskNames: Record<'national-desk' | 'inspectorate-desk', InEach<string>> = {
  'national-desk': { id: 'admin nasional', en: 'the national desk' },
  'inspectorate-desk': { id: 'petugas inspektorat', en: 'the inspectorate desk' },
};

/** The name of whoever holds a complaint, for the middle of a sentence. */
export function holderName(holder: NamedHolder, language: Language): string {
  if (holder.body !== 'agency') return deskNames[holder.body][language];
  return holder.unitName === undefined ? holder.name : `${holder.unitName} (${holder.name})`;
}

/** Who moved a case: the post with its body's names where it has one, never a person. For the middle of a sentence. */
export function actorName(
  by: keyof typeof actorLabels,
  { name, unitName }: { readonly name?: string | undefined; readonly unitName?: string | undefined },
  language: Language,
): string {
  const body = [unitName, name].filter((one) => one !== undefined).join(', ');
  return body === '' ? actorLabels[by][language] : `${actorLabels[by][language]} (${body})`;
}

/** The first of the honest sentences. */
export function whoHasIt(state: CaseState, holder: NamedHolder, reader: Reader, language: Language): string {
  return capital(sentences[state][language](holderName(holder, language), reader === 'complainant'));
}

type Sentence = (holder: string, yours: boolean) => string;

const sentences: Readonly<Record<CaseState, InEach<Sentence>>> = {
  SUBMITTED: {
    id: (holder) => `${holder} sedang memeriksa laporan ini.`,
    en: (holder) => `${holder} is checking this report.`,
  },
  POSTPONED: {
    id: (holder, yours) => `${holder} menunggu kelengkapan dari ${yours ? 'Anda' : 'pelapor'}.`,
    en: (holder, yours) => `${holder} is waiting for more details from ${yours ? 'you' : 'the complainant'}.`,
  },
  ROUTED: {
    id: (holder) => `laporan ini sudah diteruskan ke ${holder}.`,
    en: (holder) => `this report was passed on to ${holder}.`,
  },
  ASSIGNED: {
    id: (holder) => `laporan ini ada di ${holder} dan menunggu tindak lanjut.`,
    en: (holder) => `this report is with ${holder} and waits for a follow-up.`,
  },
  IN_PROGRESS: {
    id: (holder) => `${holder} sedang menangani laporan ini.`,
    en: (holder) => `${holder} is working on this report.`,
  },
  PENDING_VALIDATION: {
    id: (holder) => `${holder} sudah menyiapkan jawaban, yang sedang diperiksa.`,
    en: (holder) => `${holder} has prepared an answer, which is being checked.`,
  },
  ANSWERED: {
    id: (holder, yours) => `${holder} sudah menjawab dan menunggu tanggapan ${yours ? 'Anda' : 'pelapor'}.`,
    en: (holder, yours) => `${holder} has answered and waits for ${yours ? 'your' : 'the complainant’s'} reply.`,
  },
  CLOSED: {
    id: (holder) => `laporan ini sudah selesai ditangani ${holder}.`,
    en: (holder) => `this report is closed; ${holder} handled it.`,
  },
  ARCHIVED: {
    id: (holder) => `laporan ini diarsipkan oleh ${holder}.`,
    en: (holder) => `this report was archived by ${holder}.`,
  },
  MERGED: {
    id: (holder) => `laporan ini digabung dengan laporan serupa di ${holder}.`,
    en: (holder) => `this report was merged with a similar one at ${holder}.`,
  },
  WITHDRAWN: {
    id: (holder, yours) => `${yours ? 'Anda' : 'pelapor'} mencabut laporan ini; terakhir ada di ${holder}.`,
    en: (holder, yours) => `${yours ? 'you' : 'the complainant'} withdrew this report; it was last with ${holder}.`,
  },
};
