import type { Language } from '@tuntas/events';
import { dateInWords, workingDaysInWords } from '../dates.js';
import { clockLabels } from '../labels.js';
import type { BodyOf } from './line.js';

/** The promise a move makes: until when there is an answer, where its clock runs. */
export function due(clocks: BodyOf<'case.routed'>['clocks'], language: Language): string | undefined {
  const answer = clocks.find(({ clock }) => clock === 'D4');
  return answer && dueSentence(answer, language);
}

/** Until when, and how many working days that are. */
export function dueSentence(
  { clock, dueOn, workingDays }: Pick<BodyOf<'deadline.set'>, 'clock' | 'dueOn' | 'workingDays'>,
  language: Language,
): string {
  const [what, date] = [clockLabels[clock][language], dateInWords(dueOn, language)];
  const days = workingDaysInWords(workingDays, language);
  return language === 'id' ? `Batas ${what}: ${date} (${days}).` : `${what} is due by ${date} (${days}).`;
}
