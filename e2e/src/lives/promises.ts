/** What has to be true of one life after it, read in the journals of the services that wrote it. */
import { allChecks, type Evidence, type LoggedEvent } from '@tuntas/testing/ledger';

/** What a service recorded, in the order in which it did. */
type Recorded = Pick<LoggedEvent, 'stream' | 'key' | 'type' | 'sequence' | 'data' | 'id'>;

export async function recorded(
  query: Evidence['query'],
  service: 'intake' | 'routing' | 'follow-up',
  ids: readonly string[],
): Promise<Recorded[]> {
  return query(
    service,
    `SELECT stream, key, type, sequence, data, event_id::text AS id FROM messaging.journal
     WHERE key = ANY ($1) AND stream <> 'audit' ORDER BY stream, key, sequence`,
    [ids],
  );
}

/** What an act of a complainant has to lead to, or a refusal that names it. */
const outcomesOf: Readonly<Record<string, readonly string[]>> = {
  'complaint.accepted': ['case.closed', 'case.members-changed'],
  'complaint.disputed': ['case.reopened'],
  'complaint.completed': ['case.resumed'],
  'complaint.withdrawn': ['case.withdrawn', 'case.withdrawal-asked', 'case.members-changed'],
  'complaint.appealed': ['case.restored'],
};

const nameOf = ({ answerId, pauseId, actId }: Recorded['data']): unknown => answerId ?? pauseId ?? actId;

/** Acts that nothing came of yet. Empty once the life has settled. */
export function unanswered(acts: readonly Recorded[], facts: readonly Recorded[]): string[] {
  const refused = facts.filter(({ type }) => type === 'case.act-refused').map(({ data }) => nameOf(data));
  return acts.flatMap((act) => {
    const wanted = outcomesOf[act.type];
    if (!wanted || refused.includes(nameOf(act.data))) return [];
    const came = facts.filter(({ type, data }) => wanted.includes(type) && isAbout(data, act.data));
    return came.length > 0 ? [] : [`${act.type} of ${String(nameOf(act.data))} led to nothing`];
  });
}

/** A fact names the answer or the pause where its act does; of an act by itself it is enough that it is there. */
function isAbout(fact: Recorded['data'], act: Recorded['data']): boolean {
  return (['answerId', 'pauseId'] as const).every((id) => fact[id] === undefined || act[id] === fact[id]);
}

/** What this life broke: moves that are not legal (I8), and agencies that no answer to that round named. */
export async function broken(routings: readonly Recorded[], facts: readonly Recorded[]): Promise<string[]> {
  const found: string[] = [];
  for (const { invariant, find } of allChecks) {
    // Checks of the facts alone; the rest needs everything and is looked at in the end.
    if (invariant === 'I8') found.push(...(await find({ events: facts } as never)));
  }
  const answer = ({ key, data }: Recorded): string => `${key} ${String(data['round'])} ${String(data['agency'])}`;
  // That a question was left to a desk answers it for nobody.
  const answers = new Set(routings.filter(({ type }) => type === 'complaint.routed').map(answer));
  for (const one of facts.filter(({ type, data }) => type === 'case.routed' && data['lead'] === undefined)) {
    const { key, type, data } = one;
    if (!answers.has(answer(one)))
      found.push(`${type} to ${String(data['agency'])} in round ${String(data['round'])} of ${key}: no such answer`);
  }
  return found;
}
