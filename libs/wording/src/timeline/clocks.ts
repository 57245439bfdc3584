import { dateInWords, workingDaysInWords } from '../dates.js';
import { clockLabels, escalationLabels } from '../labels.js';
import { capital } from '../language.js';
import { dueSentence } from './due.js';
import { type LinesOf, type TimelineType, nothing } from './line.js';
import { named } from './named-holder.js';

/** What the clocks did. */
export const clockLines: LinesOf<Extract<TimelineType, `deadline.${string}`> | 'case.escalated'> = {
  'deadline.set': (set) => ({ id: dueSentence(set, 'id'), en: dueSentence(set, 'en') }),
  'deadline.extended': (extended) => {
    const [added, date] = [extended.workingDays, extended.dueOn];
    return {
      id: `Batas ${clockLabels[extended.clock].id} diperpanjang ${workingDaysInWords(added, 'id')}, sampai ${dateInWords(date, 'id')}.`,
      en: `${clockLabels[extended.clock].en} now has ${workingDaysInWords(added, 'en')} more, until ${dateInWords(date, 'en')}.`,
    };
  },
  'deadline.stopped': () => nothing,
  'deadline.reminded': ({ holder, clock }, { names, yours }) => {
    const name = named(holder, names);
    if (!yours) return nothing;
    return {
      id: `${capital(name.id)} diingatkan tentang batas ${clockLabels[clock].id}.`,
      en: `${capital(name.en)} was reminded: ${clockLabels[clock].en.toLowerCase()} is due soon.`,
    };
  },
  'deadline.missed': ({ clock }) => ({
    id: `Batas ${clockLabels[clock].id} terlewat.`,
    en: `${clockLabels[clock].en} is late.`,
  }),
  'case.escalated': ({ to }) => ({
    id: `${capital(escalationLabels[to].id)} diberi tahu tentang keterlambatan.`,
    en: `${capital(escalationLabels[to].en)} was told of the delay.`,
  }),
};
