import { streams } from '@tuntas/events';
import type { Check } from '../check.js';
import { firstOccurrences, type LoggedEvent } from '../evidence.js';

/** What may come of an event at follow-up: one of these, on each case that it concerns. */
const verdicts: Readonly<Record<string, readonly string[]>> = {
  'complaint.routed': ['case.routed', 'case.routing-void'],
  // Where several complaints are one case, an answer is accepted by each of them (T17).
  'complaint.accepted': ['case.closed', 'case.members-changed', 'case.act-refused'],
  'complaint.disputed': ['case.reopened', 'case.act-refused'],
  'complaint.completed': ['case.resumed', 'case.act-refused'],
  'complaint.withdrawn': ['case.withdrawn', 'case.withdrawal-asked', 'case.members-changed', 'case.act-refused'],
  'complaint.appealed': ['case.restored', 'case.act-refused'],
  'complaint.made-secret': ['case.sealed', 'case.act-refused'],
  'complaint.added': ['case.text-added'],
};
const isVerdict = new Set(Object.values(verdicts).flat());

export const oneEffectEach: Check = {
  invariant: 'I6',
  promise: 'An event has one effect at each reader, and an obligation one message.',
  async find({ events, mails, query }) {
    const found = [...wrongVerdicts(events), ...doubledEffects(events)];
    const byMessage = new Map<string, number>();
    for (const { messageId } of mails) byMessage.set(messageId, (byMessage.get(messageId) ?? 0) + 1);
    // One repeat with the same id is what a crash between provider and record may cause (design.md §4).
    for (const [id, times] of byMessage) if (times > 2) found.push(`${times} mails with the id ${id}`);
    const doubled = await query<{ about: string; times: number }>(
      'notification',
      `SELECT about_event_id || ' to ' || recipient AS about, count(*) AS times FROM obligations GROUP BY 1 HAVING count(*) > 1`,
    );
    for (const { about, times } of doubled) found.push(`${times} obligations about ${about}`);
    return found;
  },
};

/** The facts that an event caused; what a clock tells on the way is no effect of it. */
const effects = (events: readonly LoggedEvent[]): LoggedEvent[] =>
  firstOccurrences(events).filter(
    ({ stream, causationId, type }) =>
      causationId && streams[stream].mode === 'facts' && !type.startsWith('deadline.') && type !== 'case.escalated',
  );

const typesById = (events: readonly LoggedEvent[]): Map<string, string> =>
  new Map(events.map(({ id, type }) => [id, type]));

/** An act was answered by a fact that answers something else. */
function wrongVerdicts(events: readonly LoggedEvent[]): string[] {
  const types = typesById(events);
  return effects(events).flatMap(({ type, key, causationId }) => {
    const cause = types.get(causationId ?? '') ?? '';
    const allowed = verdicts[cause];
    return allowed && isVerdict.has(type) && !allowed.includes(type) ? [`${type} of ${key} came of ${cause}`] : [];
  });
}

/** Two facts of a kind, or two verdicts, by one event: on one case that is two effects of it. */
function doubledEffects(events: readonly LoggedEvent[]): string[] {
  const types = typesById(events);
  const times = new Map<string, number>();
  for (const { stream, causationId, type, key } of effects(events)) {
    const allowed = verdicts[types.get(causationId ?? '') ?? ''];
    const kind = allowed?.includes(type) ? allowed.join(' or ') : type;
    const effect = `${stream} ${kind} of ${key} by ${causationId}`;
    times.set(effect, (times.get(effect) ?? 0) + 1);
  }
  return [...times].flatMap(([effect, count]) => (count > 1 ? [`${count} times ${effect}`] : []));
}
