import type { Check } from '../check.js';
import { cases } from './case-facts.js';

/** A sweep looks twice a second; a busy machine is given half a minute. */
const LONGEST_LATENESS_SECONDS = 30;

export const deadlinesMetOrMissedOnce: Check = {
  invariant: 'I9',
  promise: 'An obligation is met or has exactly one breach, never an early one.',
  async find({ events, query }) {
    const found: string[] = [];
    for (const [key, facts] of cases(events)) {
      const seen = new Set<string>();
      for (const { type, data, time } of facts) {
        if (!type.startsWith('deadline.')) continue;
        const {
          clock,
          instance,
          reminder = '',
          dueAt,
        } = data as { clock: string; instance: number; reminder?: string; dueAt: string };
        const what = `${type} ${clock}/${instance} ${reminder}`;
        if (seen.has(what)) found.push(`${key}: ${what} twice`);
        seen.add(what);
        if (type === 'deadline.missed' && time < new Date(dueAt)) found.push(`${key}: ${what} came early`);
      }
    }
    const late = await query<{ complaint_id: string; clock: string }>(
      'follow-up',
      `SELECT complaint_id, clock FROM deadlines
       WHERE missed_at IS NULL AND ended_at IS NULL AND due_at < app_now() - interval '${LONGEST_LATENESS_SECONDS} seconds' AND next_look_at IS NOT NULL`,
    );
    found.push(...late.map(({ complaint_id: id, clock }) => `${id}: ${clock} ran out in silence`));
    return found;
  },
};
