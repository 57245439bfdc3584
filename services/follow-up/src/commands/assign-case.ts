import { Injectable } from '@nestjs/common';
import { type Problem, refused } from '@tuntas/runtime';
import { type Case, holdingAgency } from '../domain/case.js';
import type { Unit } from '../store/organisation.store.js';
import { type Made, type Making, OfficersCommand } from './officers-command.js';
import type { Asked } from './officers-move.js';

export interface Assignment extends Asked {
  readonly unit: string;
  /** The unit as the organisation describes it; nothing when it is unknown. */
  readonly described: Unit | undefined;
}

/** T7: the coordinator gives the case to a unit that can work on it (disposisi). */
@Injectable()
export class AssignCase extends OfficersCommand<'assign', Assignment> {
  protected moveOf = () => 'assign' as const;

  protected made({ unit, described }: Assignment, { kase, post }: Making): Made<'assign'> {
    const agency = holdingAgency(kase);
    return {
      changes: { holder: { body: 'agency', agency, unit } },
      says: { unit, by: post.role },
      unless: unfit(described, agency, kase),
    };
  }
}

/** T7's guard: the unit is the agency's, active, somebody there answers for it, and the complaint is not about it. */
export function unfit(unit: Unit | undefined, agency: string, { accused }: Pick<Case, 'accused'>): Problem | undefined {
  if (unit?.agency !== agency) return refused('unit-not-of-agency');
  if (!unit.active) return refused('unit-inactive');
  if (accused.some((one) => one.unit === unit.code)) return refused('unit-accused');
  return unit.hasLiaison ? undefined : refused('unit-without-liaison');
}
