import { Injectable } from '@nestjs/common';
import type { Commands, Context, Decision } from '@tuntas/messaging';
import { Problem, refused } from '@tuntas/runtime';
import { agencyOf, type Case, unitOf } from '../domain/case.js';
import { moves } from '../domain/lifecycle.js';
import { CurrentSettings } from '../store/current-settings.js';
import { type Assignment, unfit } from './assign-case.js';
import { type Asked, officersMove, permitted } from './officers-move.js';
import { writtenReason } from './written.js';

export interface Reassignment extends Asked {
  /** The other unit of the agency; without one the case is given back to the coordinator. */
  readonly to?: Pick<Assignment, 'unit' | 'described'> | undefined;
  /** For handlers only. */
  readonly reason?: string | undefined;
}

/** T20: inside the agency to another unit, or back to the coordinator. No return is counted; the clocks run on. */
@Injectable()
export class ReassignCase implements Commands<Case, Reassignment> {
  constructor(private readonly settings: CurrentSettings) {}

  decide = (state: Case | undefined, asked: Reassignment, context: Context): Decision<Case> => {
    const { to } = asked;
    const name = to ? 'reassign' : 'giveBack';
    const may = permitted(name, state, asked);
    if (may instanceof Problem) return may;
    const { kase, post } = may;
    const { now } = context;
    const agency = agencyOf(kase) ?? '';
    const written = reasonOf(asked, may, context);
    const unit = to && { unit: to.unit };
    const change = {
      changes: { holder: { body: 'agency' as const, agency, ...unit }, written },
      says: { ...unit, by: post.role, ...(written[0] && { textId: written[0].textId }) },
    };
    const made = officersMove(moves[name], may, change, { now, settings: this.settings.now, asked });
    if (made instanceof Problem || !to) return made;
    if (to.unit === unitOf(kase)) return refused('unit-holds-it');
    return unfit(to.described, agency) ?? made;
  };
}

function reasonOf(
  { reason }: Reassignment,
  { kase, post }: Exclude<ReturnType<typeof permitted>, Problem>,
  context: Context,
): Case['written'] {
  if (reason === undefined) return [];
  const writing = { textId: context.newId(), now: context.now };
  return [writtenReason({ purpose: 'reassignment-reason', words: reason }, kase, post, writing)];
}
