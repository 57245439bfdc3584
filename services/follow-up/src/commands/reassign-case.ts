import { Injectable } from '@nestjs/common';
import { type Problem, refused } from '@tuntas/runtime';
import { type Case, holdingAgency, unitOf } from '../domain/case.js';
import { type Assignment, unfit } from './assign-case.js';
import { type Made, type Making, OfficersCommand } from './officers-command.js';
import type { Asked } from './officers-move.js';
import { writtenForHandlers } from './written.js';

export interface Reassignment extends Asked {
  /** The other unit of the agency; without one the case is given back to the coordinator. */
  readonly to?: Pick<Assignment, 'unit' | 'described'> | undefined;
  /** For handlers only. */
  readonly reason?: string | undefined;
}

/** T20: inside the agency to another unit, or back to the coordinator. No return is counted; the clocks run on. */
@Injectable()
export class ReassignCase extends OfficersCommand<'reassign' | 'giveBack', Reassignment> {
  protected moveOf = ({ to }: Reassignment) => (to ? 'reassign' : 'giveBack');

  protected made({ to, reason: words }: Reassignment, making: Making): Made<'reassign' | 'giveBack'> {
    const { kase, post } = making;
    const agency = holdingAgency(kase);
    const unit = to && { unit: to.unit };
    const written = words === undefined ? [] : [writtenForHandlers({ purpose: 'reassignment-reason', words }, making)];
    return {
      changes: { holder: { body: 'agency', agency, ...unit }, written },
      says: { ...unit, by: post.role, ...(written[0] && { textId: written[0].textId }) },
      unless: to && unfitToTakeOver(to, agency, kase),
    };
  }
}

function unfitToTakeOver(
  { unit, described }: Pick<Assignment, 'unit' | 'described'>,
  agency: string,
  kase: Case,
): Problem | undefined {
  return unit === unitOf(kase) ? refused('unit-holds-it') : unfit(described, agency, kase);
}
