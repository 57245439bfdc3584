import type { Clock, Language } from '@tuntas/events';
import { dateInWords, instantInWords, workingDaysInWords } from './dates.js';
import { clockLabels } from './labels.js';
import type { InEach } from './language.js';
import type { RunningClock, Status } from './status.js';

type Timing = 'ahead' | 'plain' | 'today' | 'over' | 'late';

/** The second of the honest sentences: until when, and how many working days that is. */
export function byWhen(due: RunningClock, { flags, reader }: Status, language: Language): string {
  const { clock, dueOn, workingDaysLeft, at } = due;
  const what = (clock === 'D6' && reader === 'complainant' ? yourReply : clockLabels[clock])[language];
  const date = at ? instantInWords(at.instant, at.zone, language) : dateInWords(dueOn, language);
  const days = workingDaysInWords(Math.abs(workingDaysLeft), language);
  const sentences: InEach<Record<Timing, string>> = {
    id: {
      ahead: `Batas ${what} adalah ${date}, ${days} lagi.`,
      plain: `Batas ${what} adalah ${date}.`,
      today: `Batas ${what} adalah hari ini, ${date}.`,
      over: `Batas ${what}, ${date}, sudah lewat.`,
      late: `Batas ${what}, ${date}, sudah lewat ${days}.`,
    },
    en: {
      ahead: `${what} is due by ${date}, ${days} from now.`,
      plain: `${what} is due by ${date}.`,
      today: `${what} is due today, ${date}.`,
      over: `${what} was due by ${date} and is late.`,
      late: `${what} was due by ${date} and is ${days} late.`,
    },
  };
  return sentences[language][timingOf(due, flags.overdue)];
}

const yourReply: InEach<string> = { id: 'tanggapan Anda', en: 'Your reply' };

/** An hour that runs round the clock, and a date that was promised, are no number of working days away, and may be days off. */
export const countsNoWorkingDays: ReadonlySet<Clock> = new Set(['D1u', 'D8']);

function timingOf({ clock, workingDaysLeft, isToday, at }: RunningClock, overdue: boolean): Timing {
  const counted = !countsNoWorkingDays.has(clock);
  if (overdue) return counted && workingDaysLeft < 0 ? 'late' : 'over';
  if (at) return 'plain';
  if (isToday ?? workingDaysLeft === 0) return 'today';
  return counted && workingDaysLeft > 0 ? 'ahead' : 'plain';
}
