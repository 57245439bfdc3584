import type { Problem } from '@tuntas/runtime';
import { later } from '../decision.js';
import { type Arrived, FaultyMessage, open, type Opened, read } from '../envelope.js';
import type { Inbox, Parked } from '../inbox/inbox.js';
import type { Reactions } from './registry.js';
import type { Work } from './work.js';

/** How often the parked messages of one key are looked at again in one transaction; more than its streams need. */
const MOST_PASSES = 100;

/** What one transaction works with. */
export interface Bench {
  readonly work: Work;
  readonly inbox: Inbox;
  readonly reactions: Reactions;
  /** Told of every message that was parked as faulty or with a gap, for the alarm. */
  readonly onParked: (message: Arrived, why: string, reason: string) => void;
}

/** Folds one message into the states: applies it, or parks it, or leaves it because it came before. */
export function fold(message: Arrived, bench: Bench): void {
  const opened = tryOpen(message);
  if ('reason' in opened) return park(message, 'faulty', opened.reason, bench);
  const verdict = bench.inbox.judge(message, opened);
  switch (verdict) {
    case 'duplicate':
      return;
    case 'gap':
      return park(message, 'gap', 'a message before it is missing', bench);
    case 'behind':
      return bench.inbox.park(message, 'behind', 'a message before it waits');
    case 'conflict':
      return park(message, 'faulty', 'its sequence was used by another event', bench);
    case 'next': {
      const outcome = attempt(message, opened, bench);
      if (outcome === 'applied') drain(message.key, bench);
      else if (outcome === 'later') bench.inbox.park(message, 'waits', 'waits for another topic');
      else park(message, 'faulty', outcome.reason, bench);
    }
  }
}

/** Tries what is parked for this key, until nothing moves any more. */
export function drain(key: string, bench: Bench): void {
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const moved = bench.inbox.ready(key).filter((parked) => triedAgain(parked, bench));
    if (moved.length === 0) return;
  }
}

/** True when the message is no longer parked. One that was redriven and fails again is faulty again. */
function triedAgain(parked: Parked, bench: Bench): boolean {
  const opened = tryOpen(parked);
  const outcome = 'reason' in opened ? opened : attempt(parked, opened, bench);
  if (outcome === 'later') return false;
  bench.inbox.unpark(parked);
  if (outcome === 'applied') return true;
  park(parked, 'faulty', outcome.reason, bench);
  return false;
}

function tryOpen(message: Arrived): Opened | { reason: string } {
  try {
    return open(message);
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

function attempt(message: Arrived, opened: Opened, bench: Bench): 'applied' | 'later' | { reason: string } {
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
