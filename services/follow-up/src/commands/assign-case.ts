import { Injectable } from '@nestjs/common';
import type { Commands, Context, Decision } from '@tuntas/messaging';
import { Problem, refused } from '@tuntas/runtime';
import { agencyOf, type Case } from '../domain/case.js';
import { moves } from '../domain/lifecycle.js';
import { CurrentSettings } from '../store/current-settings.js';
import type { Unit } from '../store/organisation.store.js';
import { type Asked, officersMove, permitted } from './officers-move.js';

export interface Assignment extends Asked {
  readonly unit: string;
  /** The unit as the organisation describes it; nothing when it is unknown. */
  readonly described: Unit | undefined;
}

/** T7: the coordinator gives the case to a unit that can work on it (disposisi). */
@Injectable()
export class AssignCase implements Commands<Case, Assignment> {
  constructor(private readonly settings: CurrentSettings) {}

  decide = (state: Case | undefined, asked: Assignment, { now }: Context): Decision<Case> => {
    const may = permitted('assign', state, asked);
    if (may instanceof Problem) return may;
    const { kase, post } = may;
    const { unit, described } = asked;
    const agency = agencyOf(kase) ?? '';
    const change = {
      changes: { holder: { body: 'agency', agency, unit } },
      says: { unit, by: post.role },
    } as const;
    const made = officersMove(moves.assign, may, change, { now, settings: this.settings.now, asked });
    return made instanceof Problem ? made : (unfit(described, agency) ?? made);
  };
}

/** T7's guard: the unit is the agency's, active, and somebody there answers for it. */
export function unfit(unit: Unit | undefined, agency: string): Problem | undefined {
  if (unit?.agency !== agency) return refused('unit-not-of-agency');
  if (!unit.active) return refused('unit-inactive');
  return unit.hasLiaison ? undefined : refused('unit-without-liaison');
}
