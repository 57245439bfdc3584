import type { Evidence } from '@tuntas/testing/ledger';

/** What became of the complaints of one replay, from databases and topics. */
export interface Outcome {
  readonly accepted: number;
  readonly routedByRule: number;
  /** Of those routed by rule: how many have an office known to be right, and how many of these went to it. */
  readonly ruleCouldBeJudged: number;
  readonly ruleWasRight: number;
  readonly routedByDesk: number;
  readonly states: Readonly<Record<string, number>>;
  readonly obligations: number;
  readonly mailsSent: number;
  readonly mailsInMailbox: number;
}

/** Reads the outcome for the given complaints only: a platform that was running before holds others too. */
export async function outcomeOf(
  evidence: Evidence,
  ids: ReadonlyMap<string, { readonly expected: string }>,
): Promise<Outcome> {
  const mine = (key: string): boolean => ids.has(key);
  const routed = evidence.events.filter(
    ({ type, key, data }) => type === 'case.routed' && mine(key) && data['round'] === 1,
  );
  const byRule = routed.filter(({ data }) => data['by'] !== 'desk');
  const known = byRule.filter(({ key }) => ids.get(key)?.expected);
  const cases = await evidence.query<{ complaint_id: string; state: string }>(
    'follow-up',
    'SELECT complaint_id, state FROM cases',
  );
  const states: Record<string, number> = {};
  for (const { complaint_id: id, state } of cases) if (mine(id)) states[state] = (states[state] ?? 0) + 1;
  const obligations = await evidence.query<{ id: string; complaint_id: string; state: string }>(
    'notification',
    'SELECT id, complaint_id, state FROM obligations',
  );
  const own = obligations.filter(({ complaint_id: id }) => mine(id));
  const sent = new Set(own.filter(({ state }) => state === 'sent').map(({ id }) => id));
  return {
    accepted: ids.size,
    routedByRule: byRule.length,
    ruleCouldBeJudged: known.length,
    ruleWasRight: known.filter(({ key, data }) => ids.get(key)?.expected === data['agency']).length,
    routedByDesk: routed.length - byRule.length,
    states,
    obligations: sent.size,
    mailsSent: evidence.events.filter(({ type, key }) => type === 'notice.sent' && mine(key)).length,
    mailsInMailbox: evidence.mails.filter(({ messageId }) => [...sent].some((id) => messageId.includes(id))).length,
  };
}
