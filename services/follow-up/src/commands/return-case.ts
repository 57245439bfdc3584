import { Injectable } from '@nestjs/common';
import type { Commands, Context, Decision } from '@tuntas/messaging';
import { invalid, Problem, refused } from '@tuntas/runtime';
import { agencyOf, type Case } from '../domain/case.js';
import { moves } from '../domain/lifecycle.js';
import { returned } from '../domain/returning.js';
import { CurrentSettings } from '../store/current-settings.js';
import { type Asked, officersMove, permitted } from './officers-move.js';
import { writtenReason } from './written.js';

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
export class ReturnCase implements Commands<Case, Return> {
  constructor(private readonly settings: CurrentSettings) {}

  decide = (state: Case | undefined, asked: Return, context: Context): Decision<Case> => {
    const may = permitted('return', state, asked);
    if (may instanceof Problem) return may;
    const { kase, post } = may;
    const { now } = context;
    const { suggestedAgency: suggested } = asked;
    const from = agencyOf(kase) ?? '';
    const textId = context.newId();
    const reason = { purpose: 'return-reason', words: asked.reason } as const;
    const changes = returned(kase, from, suggested);
    const { returns: times, toArbiter } = changes;
    const change = {
      changes: { ...changes, written: [writtenReason(reason, kase, post, { textId, now })] },
      says: { from, suggested, times, toArbiter, textId, by: post.role },
    };
    const made = officersMove(moves.return, may, change, { now, settings: this.settings.now, asked });
    return made instanceof Problem ? made : (unfounded(kase, asked) ?? made);
  };
}

/** T8's guard: another agency that exists, and no return of what the arbiter decided. */
function unfounded(kase: Case, { suggestedAgency, isKnown }: Return): Problem | undefined {
  if (kase.choiceBinds) return refused('choice-binds');
  if (suggestedAgency === agencyOf(kase)) return invalid('suggested-agency-own', 'suggestedAgency');
  return isKnown ? undefined : invalid('suggested-agency-unknown', 'suggestedAgency');
}
