import { reminderDays } from '@tuntas/calendar';
import type { Check } from '../check.js';
import type { LoggedEvent } from '../evidence.js';

interface Row {
  readonly complaint_id: string;
  readonly clock: string;
  readonly instance: number;
  readonly started_at: Date;
  readonly starts_on: string;
  readonly due_at: Date;
  readonly working_days: number;
  readonly missed_at: Date | null;
  readonly ended_at: Date | null;
  /** It stood still, or a class or an extension gave it another limit: its days are not counted again here. */
  readonly changed: boolean;
  readonly limit_changed: boolean;
}

interface Happened {
  readonly missed: number;
  readonly reminders: readonly string[];
  readonly rungs: readonly number[];
}

/** A sweep may be this late on two cores that are killed again and again. */
const GRACE_MS = 3_600_000;

/**
 * I9 from the other side: not whether facts repeat, but whether each obligation has the facts it must have. Written from
 * domain.md §3, not from the sweep.
 */
export const everyObligationTold: Check = {
  invariant: 'I9',
  promise: 'Every obligation was met, or has exactly one breach, its reminders and its rungs once each.',
  async find({ events, query }) {
    const happened = collect(events);
    const rows = await query<Row>(
      'follow-up',
      `SELECT d.*, starts_on::text AS starts_on, pauses <> '[]' OR c.state = 'MERGED' AS changed,
         c.extended_days > 0 OR c.class = 'supervisory' AS limit_changed
       FROM deadlines d JOIN cases c USING (complaint_id)`,
    );
    return rows.flatMap((row) => faultsOf(row, happened.get(nameOf(row)) ?? { missed: 0, reminders: [], rungs: [] }));
  },
};

const nameOf = ({ complaint_id: id, clock, instance }: Pick<Row, 'complaint_id' | 'clock' | 'instance'>): string =>
  `${id} ${clock}/${instance}`;

function collect(events: readonly LoggedEvent[]): Map<string, Happened> {
  const found = new Map<string, { missed: number; reminders: string[]; rungs: number[] }>();
  const seen = new Set<string>();
  for (const { id, type, key, data } of events) {
    const { clock, instance, lead } = data as { clock?: string; instance?: number; lead?: string };
    if (!clock || !instance || lead || seen.has(id)) continue;
    seen.add(id);
    const name = `${key} ${clock}/${instance}`;
    const one = found.get(name) ?? { missed: 0, reminders: [], rungs: [] };
    found.set(name, one);
    if (type === 'deadline.missed') one.missed += 1;
    if (type === 'deadline.reminded') one.reminders.push(String(data['reminder']));
    if (type === 'case.escalated') one.rungs.push(Number(data['step']));
  }
  return found;
}

function faultsOf(row: Row, { missed, reminders, rungs }: Happened): string[] {
  const name = nameOf(row);
  const late = row.ended_at !== null && row.ended_at.getTime() > row.due_at.getTime() + GRACE_MS;
  const faults: string[] = [];
  if (missed !== (row.missed_at ? 1 : 0)) faults.push(`${name} has ${missed} breaches`);
  if (late && !row.missed_at && !row.changed) faults.push(`${name} ended late and in silence`);
  if (row.missed_at && row.missed_at < row.due_at) faults.push(`${name} was missed early`);
  if (new Set(reminders).size !== reminders.length) faults.push(`${name} was reminded twice: ${reminders.join(', ')}`);
  if (rungs.some((rung, index) => rung !== index + 1)) faults.push(`${name} went up by ${rungs.join(', ')}`);
  const owed = remindersOwed(row);
  if (row.missed_at && owed && owed.toSorted().join() !== reminders.toSorted().join())
    faults.push(`${name} was reminded by ${reminders.join(', ')} instead of ${owed.join(', ')}`);
  return faults;
}

/** Of a clock that ran out without a stop: all of them. Nothing where its days were changed on the way, or it has none. */
function remindersOwed(row: Row): string[] | undefined {
  const enteredLate = row.started_at.getTime() - Date.parse(row.starts_on) > 86_400_000;
  if (row.changed || row.limit_changed || enteredLate || row.working_days === 0 || row.clock === 'D5') return undefined;
  return reminderDays(row.working_days).map(({ name }) => name);
}
