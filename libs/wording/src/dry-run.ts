import type { InEach } from './language.js';

/** What a calendar or a setting would do to the clocks that run. */
export interface DryRun {
  readonly move: number;
  readonly becomeOverdue: number;
  /** Not all cases were looked at: there are at least so many. */
  readonly atLeast: boolean;
}

/** `37 open deadlines move, 2 become overdue.` – in every language, since an answer holds both. */
export function dryRunSentences({ move, becomeOverdue, atLeast }: DryRun): InEach<string> {
  const id = (count: number): string => new Intl.NumberFormat('id').format(count);
  const en = (count: number): string => new Intl.NumberFormat('en').format(count);
  const least = atLeast ? { id: 'Sedikitnya ', en: 'At least ' } : { id: '', en: '' };
  if (move === 0 && !atLeast) return { id: 'Tidak ada tenggat yang bergeser.', en: 'No open deadline moves.' };
  return {
    id: `${least.id}${id(move)} tenggat berjalan bergeser, ${id(becomeOverdue)} menjadi terlambat.`,
    en: `${least.en}${en(move)} open ${move === 1 ? 'deadline moves' : 'deadlines move'}, ${en(becomeOverdue)} ${becomeOverdue === 1 ? 'becomes' : 'become'} overdue.`,
  };
}
