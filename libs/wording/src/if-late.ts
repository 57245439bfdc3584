import type { Language } from '@tuntas/events';
import { dateInWords } from './dates.js';
import { escalationLabels } from './labels.js';
import type { InEach } from './language.js';
import type { RunningClock, Status } from './status.js';

/**
 * The third of the honest sentences. Some clocks end in something that happens to the complaint; for all others somebody
 * higher hears of it. In the second in which a clock runs out nobody was told yet, so it is not said that somebody was.
 */
export function ifLate({ flags, nextEscalation }: Status, { clock }: RunningClock, language: Language): string {
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
  late: { id: 'Atasannya otomatis diberi tahu.', en: 'Somebody higher is told of that automatically.' },
};
