import type { DataOf, EventDeclaration, EventOf, Fact } from '@tuntas/events';
import { type Context, type Decide, type Decided, later } from '@tuntas/messaging';
import { Problem } from '@tuntas/runtime';
import { expect } from 'vitest';

/** Monday 23 November 2026, 09:00 WITA: an ordinary working morning. */
export const TEST_NOW = new Date('2026-11-23T01:00:00Z');

/** An event as its reader gets it, for a decision under test. */
export function eventLike<D extends EventDeclaration>(
  { event, data }: Fact<D>,
  envelope: Partial<Omit<EventOf<D>, 'data'>> = {},
): EventOf<D> & { readonly data: DataOf<D> } {
  return {
    id: '0193a000-0000-7000-8000-000000000001',
    type: event.type,
    source: event.owner,
    subject: '0193a000-0000-7000-8000-00000000000a',
    sequence: 1,
    time: TEST_NOW,
    ...envelope,
    data,
  };
}

function testContext(now: Date): Context {
  let ids = 0;
  return { now, newId: () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}` };
}

interface Then<State> {
  /** Exactly this state (or `unchanged`) and exactly these facts, in order. */
  then(state: State | 'unchanged', ...facts: readonly Fact[]): void;
  thenLater(): void;
  thenRefused(code: string): void;
  decision(): Decided<State>;
}

/** `given(state).when(decide, input).then(stateAfter, …facts)` for pure decisions. */
export function given<State>(state: State | undefined, now: Date = TEST_NOW) {
  return {
    when<Input>(decide: Decide<State, Input>, input: Input): Then<State> {
      const decision = decide(state, input, testContext(now));
      const decided = (): Decided<State> => {
        if (decision === later || decision instanceof Problem)
          expect.fail(`Expected a decision, got ${String(decision)}.`);
        return decision;
      };
      return {
        then(after, ...facts) {
          expect(decided().facts.map(plain)).toEqual(facts.map(plain));
          if (after === 'unchanged') expect(decided().state ?? state).toEqual(state);
          else expect(decided().state).toEqual(after);
        },
        thenLater: () => expect(decision).toBe(later),
        thenRefused: (code) => expect(decision instanceof Problem ? decision.code : decision).toBe(code),
        decision: decided,
      };
    },
  };
}

const plain = ({ event, data }: Fact): { type: string; data: unknown } => ({ type: event.type, data });
