import { isDeepStrictEqual } from 'node:util';
import type { Case } from '../domain/case.js';
import { placesOf } from '../domain/queues.js';
import { actRowsOf, deadlineRowOf, placeRowsOf, revisionRowOf, rowOf, textRowsOf } from './case-row.js';

/** A case as it is to be saved, and as it was loaded; a new one was not. */
interface CaseChange {
  readonly kase: Case;
  readonly before: Case | undefined;
}

/** What has to be written so that these cases are as they should be. */
export interface CaseChanges {
  /** Cases of which only clocks changed: the row gets a new revision and is left alone. */
  readonly ticked: readonly object[];
  readonly moved: readonly object[];
  /** Clocks that started, ended or changed. */
  readonly clocks: readonly object[];
  readonly texts: readonly object[];
  readonly acts: readonly object[];
  /** All places of the cases in `placed`, which stand in other queues now or are due at another time. */
  readonly places: readonly object[];
  readonly placed: readonly string[];
}

export function changesOf(changed: ReadonlyMap<string, Case>, loaded: ReadonlyMap<string, Case>): CaseChanges {
  const cases = [...changed.values()];
  const changes = [...changed].map(([id, kase]) => ({ kase, before: loaded.get(id) }));
  const placed = changes.filter(placesDiffer).map(({ kase }) => kase);
  return {
    ticked: changes.filter(onlyClocksDiffer).map(({ kase }) => revisionRowOf(kase)),
    moved: changes.filter((one) => !onlyClocksDiffer(one)).map(({ kase }) => rowOf(kase)),
    clocks: changes.flatMap(changedClockRows),
    texts: cases.flatMap(textRowsOf),
    acts: cases.flatMap(actRowsOf),
    places: placed.flatMap(placeRowsOf),
    placed: placed.map(({ complaintId }) => complaintId),
  };
}

/** Clocks took a step or run to another day. Everything else is still the object that was loaded. */
function onlyClocksDiffer({ kase, before }: CaseChange): boolean {
  return (
    before !== undefined &&
    (Object.keys(kase) as (keyof Case)[]).every((key) => key === 'deadlines' || kase[key] === before[key])
  );
}

function changedClockRows({ kase, before }: CaseChange): object[] {
  return kase.deadlines
    .filter((clock) => !before?.deadlines.includes(clock))
    .map((clock) => deadlineRowOf(kase.complaintId, clock));
}

function placesDiffer({ kase, before }: CaseChange): boolean {
  return before === undefined || !isDeepStrictEqual(placesOf(kase), placesOf(before));
}
