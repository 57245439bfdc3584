import { Injectable } from '@nestjs/common';
import { invalid, type Problem } from '@tuntas/runtime';
import { agencyOf, type Case, holdingAgency } from '../domain/case.js';
import { returned } from '../domain/returning.js';
import { type Made, type Making, OfficersCommand } from './officers-command.js';
import type { Asked } from './officers-move.js';
import { writtenForHandlers } from './written.js';

export interface Return extends Asked {
  /** For handlers only. */
  readonly reason: string;
  readonly suggestedAgency: string;
  /** Whether the organisation describes such an agency, active or not: its parent answers for one that is not. */
  readonly isKnown: boolean;
}

/**
 * T8: the agency is not responsible and says who is in its opinion. The desk decides, never the agency that returns it;
 * the citizen's clock goes on. What goes in circles is the arbiter's, whose choice binds.
 */
@Injectable()
export class ReturnCase extends OfficersCommand<'return', Return> {
  protected moveOf = () => 'return' as const;

  protected made(asked: Return, making: Making): Made<'return'> {
    const { kase, post } = making;
    const { suggestedAgency: suggested, reason: words } = asked;
    const from = holdingAgency(kase);
    const reason = writtenForHandlers({ purpose: 'return-reason', words }, making);
    const changes = returned(kase, from, suggested);
    const { returns: times, toArbiter } = changes;
    return {
      changes: { ...changes, written: [reason] },
      says: { from, suggested, times, toArbiter, textId: reason.textId, by: post.role },
      unless: unfounded(kase, asked),
    };
  }
}

/** T8's guard: another agency, which exists. */
function unfounded(kase: Case, { suggestedAgency, isKnown }: Return): Problem | undefined {
  if (suggestedAgency === agencyOf(kase)) return invalid('suggested-agency-own', 'suggestedAgency');
  return isKnown ? undefined : invalid('suggested-agency-unknown', 'suggestedAgency');
}
