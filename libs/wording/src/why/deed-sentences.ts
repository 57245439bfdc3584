import type { Zone } from '@tuntas/calendar';
import type { Language } from '@tuntas/events';
import { dateInWords, instantInWords, workingDaysInWords } from '../dates.js';
import { clockLabels } from '../labels.js';
import type { InEach } from '../language.js';
import type { Basis, ClockDeed } from './explanation.js';

/** Where a time of day is told, and whether it is at all. */
export interface Telling {
  readonly zone: Zone;
  readonly discreet: boolean;
}

/**
 * What a clock did, as a sentence; nothing where the fact itself says it. Clocks that are not counted in working days tell
 * none: an hour round the clock its moment, a promise its date.
 */
export function deedSentence(deed: ClockDeed, telling: Telling, language: Language): string | undefined {
  return sentences[deed.did]?.(wordsOf(deed, telling, language))[language];
}

interface Words {
  /** In Indonesian for the middle of a sentence, in English for its beginning. */
  readonly what: string;
  readonly until: string;
  /** ` (14 hari kerja)`, or nothing. */
  readonly days: string;
  readonly inTime: boolean;
}

function wordsOf(
  { clock, dueOn, dueAt, workingDays = 0, inTime = true }: ClockDeed,
  telling: Telling,
  language: Language,
) {
  const isMoment = clock === 'D1u' && dueAt !== undefined && !telling.discreet;
  return {
    what: clockLabels[clock][language],
    until: isMoment
      ? instantInWords(new Date(dueAt), telling.zone, language)
      : dueOn === undefined
        ? ''
        : dateInWords(dueOn, language),
    days: workingDays > 0 ? ` (${workingDaysInWords(workingDays, language)})` : '',
    inTime,
  };
}

const sentences: Readonly<Partial<Record<ClockDeed['did'], (words: Words) => InEach<string>>>> = {
  started: ({ what, until, days }) => ({
    id: `Batas ${what}: ${until}${days}.`,
    en: `${what} is due by ${until}${days}.`,
  }),
  paused: ({ what }) => ({
    id: `Batas ${what} berhenti dihitung.`,
    en: `${what}: the time stands still.`,
  }),
  'went-on': ({ what, until }) => ({
    id: `Batas ${what} dihitung lagi, kini sampai ${until}.`,
    en: `${what}: the time runs again, now until ${until}.`,
  }),
  moved: ({ what, until, days }) => ({
    id: `Batas ${what} berubah menjadi ${until}${days}.`,
    en: `${what} is now due by ${until}${days}.`,
  }),
  ended: ({ what, inTime }) =>
    inTime
      ? { id: `Batas ${what} berakhir sebelum terlewat.`, en: `${what}: the time ended before it was late.` }
      : { id: `Batas ${what} berakhir setelah terlewat.`, en: `${what}: the time ended after it was late.` },
  shared: ({ what, until, days }) => ({
    id: `Batas ${what} dari laporan serupa itu: ${until}${days}.`,
    en: `${what}, by the similar report, is due by ${until}${days}.`,
  }),
  slept: ({ what }) => ({
    id: `Batas ${what} tidak dihitung selama digabung.`,
    en: `${what}: the time does not count while it is merged.`,
  }),
  woke: ({ what, until }) => ({
    id: `Batas ${what} dihitung lagi: ${until}.`,
    en: `${what}: the time counts again, until ${until}.`,
  }),
};

/** What counts where no setting is about a kind, a class, an agency or a category. */
const NATIONAL = 'national';

/** Under which versions of which settings dates were worked out. */
export function basisSentence({ limitsCode, limitsVersion, calendarVersion }: Basis, language: Language): string {
  const code = limitsCode === undefined || limitsCode === NATIONAL ? '' : ` “${limitsCode}”`;
  return language === 'id'
    ? `Dihitung menurut batas waktu${code} versi ${limitsVersion} dan kalender versi ${calendarVersion}.`
    : `Worked out by time limits${code} version ${limitsVersion} and calendar version ${calendarVersion}.`;
}
