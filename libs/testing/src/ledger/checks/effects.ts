import { streams } from '@tuntas/events';
import type { Check } from '../check.js';
import { type End, firstOccurrences, type LoggedEvent, type Mail } from '../evidence.js';

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
  async find({ events, mails, ends, query }) {
    const found = [...wrongVerdicts(events), ...doubledEffects(events), ...repeatedMails(mails, ends)];
    const doubled = await query<{ about: string; times: number }>(
      'notification',
      `SELECT about_event_id || ' to ' || recipient AS about, count(*) AS times FROM obligations GROUP BY 1 HAVING count(*) > 1`,
    );
    for (const { about, times } of doubled) found.push(`${times} obligations about ${about}`);
    return found;
  },
  report({ mails }) {
    const again = mails.length - new Set(mails.map(({ messageId }) => messageId)).size;
    return again > 0 ? [`I6: ${again} of ${mails.length} mails repeat a letter`] : [];
  },
};

/** A crash of one of these between provider and record lets the same letter go once more (research/reliability.md, I6). */
const carriers: ReadonlySet<string> = new Set(['notification', 'postgres', 'mailbox']);
/** From the moment a letter leaves until it is recorded as sent, and what clocks of two processes differ by. */
const SENDING_MS = 5_000;

/** Letters that went out once more although nothing had crashed; where nobody knows of crashes, those that went out thrice. */
function repeatedMails(mails: readonly Mail[], ends: readonly End[] | undefined): string[] {
  const crashes = ends?.filter(({ part }) => carriers.has(part)).map(({ at }) => at.getTime());
  return [...Map.groupBy(mails, ({ messageId }) => messageId)].flatMap(([id, copies]) => {
    const times = copies.map(({ receivedAt }) => Date.parse(receivedAt)).toSorted((one, other) => one - other);
    const unasked = times.filter((at, copy) => {
      const before = times[copy - 1];
      if (before === undefined) return false;
      return crashes === undefined ? copy > 1 : !crashes.some((end) => end >= before - SENDING_MS && end <= at);
    });
    return unasked.length > 0 ? [`${times.length} mails with the id ${id}`] : [];
  });
}

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

/**
 * Two facts of a kind, or two verdicts, by one event: on one case that is two effects of it. Where several complaints are one
 * case, the last one to leave or accept also ends it: that is a fact of its own beside `case.members-changed` (T17).
 */
function doubledEffects(events: readonly LoggedEvent[]): string[] {
  const types = typesById(events);
  const times = new Map<string, number>();
  for (const { stream, causationId, type, key } of effects(events)) {
    const allowed = verdicts[types.get(causationId ?? '') ?? ''];
    for (const kind of kindsOf(type, allowed)) {
      const effect = `${stream} ${kind} of ${key} by ${causationId}`;
      times.set(effect, (times.get(effect) ?? 0) + 1);
    }
  }
  return [...times].flatMap(([effect, count]) => (count > 1 ? [`${count} times ${effect}`] : []));
}

const MEMBERS = 'case.members-changed';
const REFUSED = 'case.act-refused';

/** What a fact must be the only one of. */
function kindsOf(type: string, allowed: readonly string[] | undefined): string[] {
  if (!allowed?.includes(type)) return [type];
  const verdict = allowed.filter((one) => one !== MEMBERS).join(' or ');
  const membership = `${MEMBERS} or ${REFUSED}`;
  if (type === MEMBERS) return [membership];
  return type === REFUSED && allowed.includes(MEMBERS) ? [verdict, membership] : [verdict];
}
