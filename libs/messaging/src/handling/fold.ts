import type { Problem } from '@tuntas/runtime';
import { later } from '../decision.js';
import { type Arrived, FaultyMessage, open, type Opened, read } from '../envelope.js';
import { BEHIND, GAP, type Inbox, type Parked, WAITS } from '../inbox/inbox.js';
import type { Reactions } from './registry.js';
import type { Work } from './work.js';

/** What one transaction works with. */
export interface Bench {
  readonly work: Work;
  readonly inbox: Inbox;
  readonly reactions: Reactions;
  /** Told of every message that was parked as faulty or with a gap, for the alarm. */
  readonly onParked: (message: Arrived, why: string, reason: string) => void;
}

type Outcome = 'applied' | 'later' | { reason: string };

const OTHER_EVENT = 'its sequence was used by another event';

/** Folds one message into the states, with what it sets free: applies it, or parks it, or leaves it because it came before. */
export function fold(message: Arrived, bench: Bench): void {
  if (foldAlone(message, bench)) drain(message.key, bench);
}

/** Parks a message whose effects the database refused, unless it came before or has to wait in any case. */
export function refuse(message: Arrived, reason: string, bench: Bench): void {
  foldAlone(message, bench, () => ({ reason }));
}

/** True when the message was applied. Its sequence is judged before its content: a broken one takes no one's turn. */
export function foldAlone(
  message: Arrived,
  bench: Bench,
  attempt: (message: Arrived) => Outcome = trial(bench),
): boolean {
  const verdict = bench.inbox.judge(message);
  switch (verdict) {
    case 'duplicate':
      return false;
    case 'gap':
      decideAtSight(message, bench);
      park(message, 'gap', GAP, bench);
      return false;
    case 'behind':
      decideAtSight(message, bench);
      bench.inbox.park(message, 'behind', BEHIND);
      return false;
    case 'conflict':
      park(message, 'faulty', OTHER_EVENT, bench);
      return false;
    case 'next': {
      const outcome = attempt(message);
      if (outcome === 'later') bench.inbox.park(message, 'waits', WAITS);
      else if (outcome !== 'applied') park(message, 'faulty', outcome.reason, bench);
      return outcome === 'applied';
    }
  }
}

/** Tries what is parked for this key, until nothing moves any more; each round leaves fewer. Says why the rest waits. */
export function drain(key: string, bench: Bench): void {
  let moved = true;
  while (moved) moved = bench.inbox.ready(key).filter((parked) => triedAgain(parked, bench)).length > 0;
  for (const missing of bench.inbox.explain(key)) bench.onParked(missing, 'gap', GAP);
}

/** Tries one parked message of a key, for when all together are refused; the one that moved or would be saved is last. */
export function drainOne(key: string, bench: Bench, trying: (parked: Parked) => void): boolean {
  return bench.inbox.ready(key).some((parked) => {
    trying(parked);
    return triedAgain(parked, bench);
  });
}

/** A parked message that the database refuses is faulty from now on. */
export function refuseParked(parked: Parked, reason: string, bench: Bench): void {
  bench.inbox.unpark(parked);
  park(parked, 'faulty', reason, bench);
}

/** True when the message is no longer parked. One that was redriven and fails again is faulty again. */
function triedAgain(parked: Parked, bench: Bench): boolean {
  const known = bench.inbox.known(parked);
  const outcome =
    known === 'conflict' ? { reason: OTHER_EVENT } : known === 'duplicate' ? 'applied' : trial(bench)(parked);
  if (outcome === 'later') {
    bench.inbox.change(parked, 'waits', WAITS);
    return false;
  }
  bench.inbox.unpark(parked);
  if (outcome === 'applied') return true;
  park(parked, 'faulty', outcome.reason, bench);
  return false;
}

const trial =
  (bench: Bench) =>
  (message: Arrived): Outcome => {
    const opened = tryOpen(message);
    return 'reason' in opened ? opened : attempt(message, opened, bench);
  };

function tryOpen(message: Arrived): Opened | { reason: string } {
  try {
    return open(message);
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

function attempt(message: Arrived, opened: Opened, bench: Bench): Outcome {
  const { declaration } = opened;
  const handler = declaration && bench.reactions.for(declaration.type);
  try {
    if (handler) {
      const event = read(message, { ...opened, declaration });
      if (bench.work.decide(handler, message.key, event, event) === later) return 'later';
    }
  } catch (error) {
    return { reason: reasonOf(error) };
  }
  bench.inbox.advance(message, opened);
  return 'applied';
}

/** Of what has to wait: whether it can be used at all is found out in its turn. */
function decideAtSight(message: Arrived, bench: Bench): void {
  const opened = tryOpen(message);
  if ('reason' in opened || !opened.declaration) return;
  const { declaration } = opened;
  const handler = bench.reactions.for(declaration.type);
  if (!handler?.atSight) return;
  try {
    const event = read(message, { ...opened, declaration });
    bench.work.decide(handler, message.key, event, event);
  } catch {
    // It is parked in any case, and fails again, with its reason, when its turn has come.
  }
}

function park(message: Arrived, why: 'gap' | 'faulty', reason: string, { inbox, onParked }: Bench): void {
  inbox.park(message, why, reason);
  onParked(message, why, reason);
}

/** Words for the operator. Never the message of an unknown error: it may carry a citizen's words. */
function reasonOf(error: unknown): string {
  if (error instanceof FaultyMessage) return error.message;
  if (error instanceof Error && 'code' in error) return `${error.name} ${(error as Problem).code}`;
  return error instanceof Error ? `the handler failed with ${error.name}` : 'the handler failed';
}
