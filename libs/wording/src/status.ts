/**
 * The one honest sentence: who has it · by which date and how many working days that is · what happens if late · what
 * you can do now. The same function speaks on the pages, in letters, at the desk and in the API, so that no two of them
 * promise different things. It is total: every state, flag and language has its words, and a missing one does not
 * compile. Shape after Alaveteli's request status, the best tracking sentence we found (research/pages.md).
 */
import type { LocalDate } from '@tuntas/calendar';
import type { CaseState, Clock, Language } from '@tuntas/events';
import { dateInWords, workingDaysInWords } from './dates.js';
import { clockLabels, escalationLabels, type EscalationTarget } from './labels.js';
import type { InEach } from './language.js';
import { whoHasIt, type NamedHolder } from './who-has-it.js';
import { whatYouCanDo, type ComplainantAct } from './what-you-can-do.js';

/** The complainant is spoken to; everybody else reads about the complainant. */
export type Reader = 'complainant' | 'public';

/** The clock that matters to the reader now. */
export interface RunningClock {
  readonly clock: Clock;
  readonly dueOn: LocalDate;
  /** As `workingDaysLeft` of libs/calendar: 0 on the last day, negative by the working days that it is late. */
  readonly workingDaysLeft: number;
  /** The days off of that year are not declared yet. */
  readonly provisional?: boolean;
}

export interface Status {
  readonly state: CaseState;
  readonly holder: NamedHolder;
  readonly flags: {
    readonly secret: boolean;
    readonly anonymous: boolean;
    readonly urgent: boolean;
    readonly overdue: boolean;
  };
  readonly due?: RunningClock;
  readonly nextEscalation?: { readonly to: EscalationTarget; readonly on?: LocalDate };
  readonly acts: readonly ComplainantAct[];
  readonly reader: Reader;
}

/** Whole sentences, each of which can stand alone. */
export interface StatusSentences {
  readonly who: string;
  readonly byWhen?: string;
  readonly ifLate?: string;
  readonly now?: string;
  /** What the flags mean for the reader. */
  readonly notes: readonly string[];
}

/** No clock outlives these, so no date is promised in them, whatever a late projection still believes. */
const ended: ReadonlySet<CaseState> = new Set(['CLOSED', 'ARCHIVED', 'WITHDRAWN']);

export function statusSentences(status: Status, language: Language): StatusSentences {
  const { reader } = status;
  const due = ended.has(status.state) ? undefined : status.due;
  return {
    who: whoHasIt(status.state, status.holder, reader, language),
    ...(due && { byWhen: byWhen(due, status, language) }),
    ...(due && { ifLate: ifLate(status, due, language) }),
    ...(reader === 'complainant' && { now: whatYouCanDo(status.acts, language) }),
    notes: notes(status, due, language),
  };
}

/** All of it as one text, for mail, SMS and the API. */
export function statusText(status: Status, language: Language): string {
  const { who, byWhen: by, ifLate: late, now, notes: more } = statusSentences(status, language);
  return [who, by, late, now, ...more].filter((sentence) => sentence !== undefined).join(' ');
}

function byWhen(
  { clock, dueOn, workingDaysLeft }: RunningClock,
  { flags, reader }: Status,
  language: Language,
): string {
  const what = (clock === 'D6' && reader === 'complainant' ? yourReply : clockLabels[clock])[language];
  const date = dateInWords(dueOn, language);
  const count = Math.abs(workingDaysLeft);
  const days = workingDaysInWords(count, language);
  const timing = flags.overdue ? (count === 0 ? 'over' : 'late') : count === 0 ? 'today' : 'ahead';
  const sentences: InEach<Record<typeof timing, string>> = {
    id: {
      ahead: `Batas ${what} adalah ${date}, ${days} lagi.`,
      today: `Batas ${what} adalah hari ini, ${date}.`,
      over: `Batas ${what}, ${date}, sudah lewat.`,
      late: `Batas ${what}, ${date}, sudah lewat ${days}.`,
    },
    en: {
      ahead: `${what} is due by ${date}, ${days} from now.`,
      today: `${what} is due today, ${date}.`,
      over: `${what} was due by ${date} and is late.`,
      late: `${what} was due by ${date} and is ${days} late.`,
    },
  };
  return sentences[language][timing];
}

const yourReply: InEach<string> = { id: 'tanggapan Anda', en: 'Your reply' };

/** Some clocks end in something that happens to the complaint; for all others somebody higher hears of it. */
function ifLate({ flags, nextEscalation }: Status, { clock }: RunningClock, language: Language): string {
  if (clock === 'D5' || clock === 'D6' || clock === 'D13') return endings[clock][language];
  const to = nextEscalation && escalationLabels[nextEscalation.to][language];
  const on = nextEscalation?.on && dateInWords(nextEscalation.on, language);
  if (to === undefined) return higher[flags.overdue ? 'late' : 'ahead'][language];
  if (language === 'id') {
    const when = on ? ` pada ${on}` : '';
    return flags.overdue
      ? `Berikutnya, ${to} otomatis diberi tahu${when}.`
      : `Jika terlambat, ${to} otomatis diberi tahu${when}.`;
  }
  const when = on ? ` on ${on}` : '';
  return flags.overdue
    ? `Next, ${to} will be told automatically${when}.`
    : `If it is late, ${to} will be told automatically${when}.`;
}

const endings: Record<'D5' | 'D6' | 'D13', InEach<string>> = {
  D5: {
    id: 'Jika tidak dilengkapi, laporan ini diarsipkan.',
    en: 'If nothing is added, this report will be archived.',
  },
  D6: {
    id: 'Jika tidak ada tanggapan, laporan ini ditutup otomatis.',
    en: 'If there is no reply, this report will be closed automatically.',
  },
  D13: { id: 'Jika terlambat, laporan ini tetap diproses.', en: 'If it is late, work on this report goes on.' },
};

const higher: Record<'ahead' | 'late', InEach<string>> = {
  ahead: {
    id: 'Jika terlambat, atasannya otomatis diberi tahu.',
    en: 'If it is late, somebody higher will be told automatically.',
  },
  late: { id: 'Atasannya sudah diberi tahu.', en: 'Somebody higher has been told.' },
};

function notes({ flags, reader }: Status, due: RunningClock | undefined, language: Language): string[] {
  const yours = reader === 'complainant';
  const all: readonly (readonly [boolean, InEach<string>])[] = [
    [
      flags.urgent,
      { id: 'Laporan ini didahulukan karena darurat.', en: 'This report goes first because it is urgent.' },
    ],
    [
      flags.secret,
      { id: 'Isinya hanya dibaca petugas yang berwenang.', en: 'Only authorised officers can read what it says.' },
    ],
    [
      flags.anonymous,
      yours
        ? { id: 'Instansi tidak diberi tahu nama Anda.', en: 'The agency is not told your name.' }
        : { id: 'Nama pelapor tidak ditampilkan.', en: 'The name of the complainant is not shown.' },
    ],
    [
      due?.provisional === true,
      {
        id: 'Tanggal ini perkiraan, karena hari libur tahun itu belum ditetapkan.',
        en: 'This date is an estimate, because the holidays of that year are not declared yet.',
      },
    ],
  ];
  return all.filter(([applies]) => applies).map(([, words]) => words[language]);
}
