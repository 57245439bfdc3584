import type { Complainant, OwnView } from '../door/complainant.js';
import type { Underway } from './office.js';

/** What an officer of the holding agency does, from a list or with a case that stands in none. */
export interface OfficersStep {
  readonly by: 'officer';
  /** In which states the case is taken up; none: it stands in no list, and is known from before. */
  readonly in?: readonly string[];
  readonly path: string;
  /** The body; nothing when it cannot be done yet. */
  readonly body: (mine: Underway, office: OfficeKnows) => object | undefined;
}

/** What its complainant does, as soon as the own page offers it. */
export interface ComplainantsStep {
  readonly by: 'complainant';
  readonly offeredAs: readonly string[];
  readonly does: (complainant: Complainant, mine: Underway, view: OwnView) => Promise<boolean>;
}

/** What the script of a case needs to know of others. */
export interface OfficeKnows {
  unitOf(agency: string): string | undefined;
  /** Another agency than this one. */
  otherThan(agency: string, seed: string): string;
  /** The date in so many days, by the platform's clock. */
  inDays(days: number): string;
  /** Another open case of the same agency that others can be merged into. */
  leadFor(mine: Underway): string | undefined;
}

/** Every step that lives are made of. */
export const steps = {
  postpone: officer(['ROUTED'], 'postponements', () => ({ missing: ['place', 'time'], text: 'Di mana dan kapan?' })),
  assign: officer(['ROUTED'], 'assignments', ({ agency = '' }, office) => {
    const unit = office.unitOf(agency);
    return unit === undefined ? undefined : { unit };
  }),
  giveBack: officer(['ASSIGNED'], 'reassignments', () => ({ reason: 'Bukan tugas bidang kami.' })),
  return: officer(['ROUTED'], 'returns', ({ agency = '', promised }, office) => ({
    reason: 'Bukan kewenangan kami.',
    suggestedAgency: office.otherThan(agency, promised.reference),
  })),
  start: officer(['ASSIGNED'], 'follow-ups', () => ({ text: 'Laporan Anda sedang kami periksa di lapangan.' })),
  answer: officer(['IN_PROGRESS'], 'answers', () => ({
    text: 'Sudah kami tangani; mohon diperiksa kembali.',
    outcome: 'resolved',
  })),
  plan: officer(['IN_PROGRESS'], 'answers', (_, office) => ({
    text: 'Perbaikan kami jadwalkan.',
    outcome: 'planned',
    plannedOn: office.inDays(30),
  })),
  keepPromise: officer(undefined, 'kept-promises', () => ({ text: 'Perbaikan sudah kami laksanakan.' })),
  extend: officer(['ASSIGNED'], 'extensions', () => ({ workingDays: 2, text: 'Menunggu bahan dari pusat.' })),
  correct: officer(['ROUTED'], 'corrections', () => ({ title: 'Judul yang diperbaiki' })),
  note: officer(['IN_PROGRESS'], 'texts', () => ({ text: 'Regu kedua ikut memeriksa.', audience: 'handlers' })),
  markUrgent: officer(['ROUTED'], 'urgency', () => ({ urgent: true })),
  archive: officer(['ROUTED'], 'archivings', () => ({ reason: 'too-general', text: 'Mohon sebutkan tempatnya.' })),
  seal: officer(['IN_PROGRESS'], 'seals', () => ({ reason: 'Menyangkut perilaku petugas.' })),
  merge: officer(['ROUTED'], 'mergers', (mine, office) => {
    const into = office.leadFor(mine);
    if (into === undefined) return undefined;
    mine.mergedInto = into;
    return { into };
  }),
  separate: officer(undefined, 'separations', ({ mergedInto }) => ({ from: mergedInto })),
  complete: complainant(['complete'], async (who, { promised }, { pauseId = '' }) =>
    who.complete(promised, pauseId, 'Di depan pasar, kemarin pagi.'),
  ),
  accept: complainant(['accept'], async (who, { promised }, { answerId = '' }) => who.accept(promised, answerId, 5)),
  dispute: complainant(['dispute', 'reopen'], async (who, { promised }, { answerId = '' }) =>
    who.dispute(promised, answerId, 'Belum selesai, masih sama seperti kemarin.'),
  ),
  appeal: complainant(['appeal'], async (who, { promised }) => who.appeal(promised, 'Tempatnya sudah saya sebut.')),
  withdraw: complainant(['withdraw'], async (who, { promised }) => who.withdraw(promised)),
} as const satisfies Readonly<Record<string, OfficersStep | ComplainantsStep>>;
export type StepName = keyof typeof steps;

function officer(from: readonly string[] | undefined, path: string, body: OfficersStep['body']): OfficersStep {
  return { by: 'officer', ...(from && { in: from }), path, body };
}

function complainant(offeredAs: readonly string[], does: ComplainantsStep['does']): ComplainantsStep {
  return { by: 'complainant', offeredAs, does };
}
