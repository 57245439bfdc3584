import { isDeepStrictEqual } from 'node:util';
import type { Check } from '../check.js';
import type { LoggedEvent } from '../evidence.js';
import { type After, after, cases, leadOf } from './case-facts.js';
import { changesNothing, legalInPlace, legalPairs } from './legal-moves.js';

export const onlyLegalMoves: Check = {
  invariant: 'I8',
  promise:
    'States change only by the moves there are, one version at a time, and each entry into SUBMITTED is a round.',
  find({ events }) {
    const all = cases(events);
    return [...all].flatMap(([key, facts]) => [...wrongMoves(key, facts), ...wrongRepetitions(key, facts, all)]);
  },
};

function wrongMoves(key: string, facts: readonly LoggedEvent[]): string[] {
  const found: string[] = [];
  let before: After | undefined;
  for (const fact of facts) {
    // A repeated fact says how the lead is; the merged complaint stays as it was.
    const now = leadOf(fact) === undefined ? after(fact) : undefined;
    if (!now) continue;
    if (before && !isLegal(fact.type, before, now))
      found.push(`${key}: ${fact.type} from ${inWords(before)} to ${inWords(now)}`);
    before = now;
  }
  return found;
}

const inWords = ({ state, version, round }: After): string => `${state} v${version} round ${round}`;

function isLegal(type: string, before: After, now: After): boolean {
  if (changesNothing.has(type)) return standsStill(before, now) && now.version === before.version;
  if (now.version !== before.version + 1) return false;
  const inPlace = legalInPlace[type];
  if (inPlace)
    return (
      inPlace.includes(before.state) &&
      standsStill(before, type === 'case.moved' ? { ...now, holder: before.holder } : now)
    );
  const round = before.round + (now.state === 'SUBMITTED' ? 1 : 0);
  return (
    now.round === round && (legalPairs[type] ?? []).some(([from, to]) => from === before.state && to === now.state)
  );
}

/** A merged case is with whoever has its lead, which its own facts do not tell of. */
function standsStill(before: After, { state, round, holder }: After): boolean {
  const sameHolder = state === 'MERGED' || isDeepStrictEqual(holder, before.holder);
  return state === before.state && round === before.round && sameHolder;
}

/** What is repeated for a complaint happened to the case that it was merged into, while it was, and changes it not. */
function wrongRepetitions(
  key: string,
  facts: readonly LoggedEvent[],
  all: ReadonlyMap<string, readonly LoggedEvent[]>,
): string[] {
  const found: string[] = [];
  let mergedInto: unknown;
  let version = 0;
  for (const fact of facts) {
    const lead = leadOf(fact);
    const now = after(fact);
    if (lead === undefined) {
      if (fact.type === 'case.merged') mergedInto = fact.data['into'];
      else if (now && now.state !== 'MERGED') mergedInto = undefined;
      version = now?.version ?? version;
    } else if (lead !== mergedInto) found.push(`${key}: ${fact.type} of ${lead}, which it is not merged into`);
    else if (!(all.get(lead) ?? []).some((one) => sameMove(one, fact)))
      found.push(`${key}: ${fact.type} to ${now?.state} never happened to ${lead}`);
    else if (now && now.version !== version)
      found.push(`${key}: ${fact.type} of ${lead} made v${now.version} of v${version}`);
  }
  return found;
}

/** The version is the merged complaint's own; all else is the lead's. */
function sameMove(one: LoggedEvent, other: LoggedEvent): boolean {
  const [its, ours] = [after(one), after(other)];
  return (
    one.type === other.type &&
    its?.state === ours?.state &&
    its?.round === ours?.round &&
    isDeepStrictEqual(its?.holder, ours?.holder)
  );
}
