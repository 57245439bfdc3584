import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { later, MONDAY, openedCase, settings, step, types } from '../../fixtures/cases.js';
import type { Fact } from '@tuntas/events';
import type { Case, Deadline } from './case.js';
import { type Ticked, tick } from './clocks.js';
import { isNotLegal } from './lifecycle.js';
import { type Move, moves } from './moves.js';
import { closeSilent, noteAnswerNotice } from './silence.js';

const LIVES = 2_000;

/** Twice as likely as going back, so that lives get old. */
const forward = ['route', 'assign', 'start', 'answer', 'accept', 'dispute', 'tick', 'told', 'silent'] as const;
const back = ['return', 'reassign', 'giveBack'] as const;

const act = fc.oneof(
  fc.record({
    do: fc.constantFrom(...forward, ...forward, ...back),
    afterHours: fc.integer({ min: 0, max: 24 * 12 }),
  }),
);

interface Life {
  readonly kase: Case;
  readonly facts: readonly Fact[];
  readonly ended: readonly Deadline[];
  readonly now: Date;
}

/** One act at its time; what is not legal changes nothing. As the store does, open clocks only are carried on. */
function lived(life: Life, { do: name, afterHours }: { do: string; afterHours: number }): Life {
  const now = later(life.now, 0, afterHours);
  const outcome = happens(life.kase, name, now);
  if (isNotLegal(outcome)) return { ...life, now };
  const ended = outcome.kase.deadlines.filter(({ endedAt }) => endedAt !== undefined);
  const open = outcome.kase.deadlines.filter(({ endedAt }) => endedAt === undefined);
  return {
    kase: { ...outcome.kase, deadlines: open },
    facts: [...life.facts, ...outcome.facts],
    ended: [...life.ended, ...ended],
    now,
  };
}

function happens(kase: Case, name: string, now: Date): ReturnType<typeof step> {
  const same: Ticked = { kase, facts: [] };
  switch (name) {
    case 'tick':
      return tick(kase, now);
    case 'told':
      return { kase: kase.state === 'ANSWERED' ? noteAnswerNotice(kase, 'sent', now) : kase, facts: [] };
    case 'silent':
      return closeSilent(kase, now, settings) ?? same;
    default:
      return step(kase, name as Parameters<typeof step>[1], now);
  }
}

describe('any life of a case', () => {
  const legalSteps = new Set(
    Object.values(moves).flatMap((move: Move) => move.from.map((from) => `${from} ${move.fact.type} ${move.to}`)),
  );

  it(`keeps its promises over ${LIVES} random lives`, () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
        const start: Life = { kase: openedCase(), facts: [], ended: [], now: MONDAY };
        const { kase, facts, ended, now } = acts.reduce(lived, start);

        // Only legal moves, each version once.
        let state = 'SUBMITTED';
        let version = 1;
        let round = 1;
        for (const { event, data } of facts.filter(({ data }) => 'version' in (data as object))) {
          const after = data as { state: string; version: number; round: number; holder: { body: string } };
          expect(legalSteps).toContain(`${state} ${event.type} ${after.state}`);
          expect(after.version).toBe((version += 1));
          expect(['national-desk', 'inspectorate-desk', 'agency']).toContain(after.holder.body);
          expect(after.round).toBe(after.state === 'SUBMITTED' && state !== 'SUBMITTED' ? (round += 1) : round);
          state = after.state;
        }

        // The citizen's clock starts at most once; every obligation ends at most once, in time or after its breach.
        const all = [...ended, ...kase.deadlines];
        const names = all.map(({ clock, instance }) => `${clock} ${instance}`);
        expect(new Set(names).size).toBe(names.length);
        expect(all.filter(({ clock }) => clock === 'D4').length).toBeLessThanOrEqual(1);
        for (const { endedAt, missedAt, dueAt } of ended) {
          expect(missedAt !== undefined).toBe((endedAt ?? '') >= dueAt);
        }

        // Exactly one breach per missed obligation, none early, and no step twice.
        const breaches = facts.filter(({ event }) => event.type === 'deadline.missed');
        expect(breaches).toHaveLength(all.filter(({ missedAt }) => missedAt !== undefined).length);
        const steps = facts
          .filter(({ event }) => /^(deadline|case\.escalated)/.test(event.type))
          .map(({ event, data }) => {
            const { clock, instance, reminder, step: rung } = data as Record<string, unknown>;
            return [event.type, clock, instance, reminder, rung].join(' ');
          });
        expect(new Set(steps).size).toBe(steps.length);

        // After a day of downtime everything due is taken once, and then nothing is left.
        const swept = tick(kase, later(now, 1));
        expect(types(tick(swept.kase, later(now, 1)).facts)).toEqual([]);
      }),
      { numRuns: LIVES },
    );
  });
});
