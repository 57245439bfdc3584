import { setTimeout as sleep } from 'node:timers/promises';
import type { Evidence } from '@tuntas/testing/ledger';

const LOOK_EVERY_MS = 500;
const LONGEST_MS = 300_000;
/** Two looks in a row must see nothing under way: between two services a fact is in neither outbox nor inbox. */
const QUIET_LOOKS = 3;

interface Progress {
  readonly waiting: number;
  readonly state: string;
}

/**
 * Waits until nothing is under way any more: outboxes empty, nothing due to be sent or told, nothing read that changes
 * anything. The organisation is told in portions, at every start and daily: between two of them the outbox is empty.
 */
export async function drained(query: Evidence['query']): Promise<void> {
  const deadline = performance.now() + LONGEST_MS;
  let last = '';
  for (let quiet = 0; quiet < QUIET_LOOKS;) {
    const { waiting, state } = await progress(query);
    quiet = waiting === 0 && state === last ? quiet + 1 : 0;
    last = state;
    if (performance.now() > deadline)
      throw new Error(`The platform had not drained after ${LONGEST_MS / 1000} s: ${state}`);
    await sleep(LOOK_EVERY_MS);
  }
}

async function progress(query: Evidence['query']): Promise<Progress> {
  let waiting = 0;
  const states: string[] = [];
  for (const service of ['intake', 'routing', 'follow-up', 'notification', 'statistics'] as const) {
    const [row] = await query<{ outbox: number; offsets: number | null }>(
      service,
      'SELECT (SELECT count(*) FROM messaging.outbox) AS outbox, (SELECT sum(next_offset) FROM messaging.inbox_offsets) AS offsets',
    );
    waiting += row?.outbox ?? 0;
    states.push(`${service} ${row?.outbox ?? 0}/${row?.offsets ?? 0}`);
  }
  const [due] = await query<{ count: number }>(
    'notification',
    `SELECT count(*) AS count FROM obligations WHERE state = 'due'`,
  );
  const [told] = await query<{ count: number }>(
    'routing',
    `SELECT count(*) AS count FROM organisation LEFT JOIN publications USING (code)
     WHERE published_at IS NULL OR published_at < app_now() - interval '1 day'`,
  );
  waiting += (due?.count ?? 0) + (told?.count ?? 0);
  return { waiting, state: [...states, `due ${due?.count ?? 0}`].join(', ') };
}
