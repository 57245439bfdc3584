import { Injectable } from '@nestjs/common';
import type { Outcome } from '@tuntas/events';
import type { Commands, Context, Decision } from '@tuntas/messaging';
import { invalid, Problem } from '@tuntas/runtime';
import type { Case } from '../domain/case.js';
import { moves } from '../domain/lifecycle.js';
import { CurrentSettings } from '../store/current-settings.js';
import { type Asked, officersMove, permitted } from './officers-move.js';
import { written } from './written.js';

export interface Answer extends Asked {
  readonly text: string;
  readonly outcome: Outcome;
  /** Local date of the promised action; with the outcome `planned`, and only with it. */
  readonly plannedOn?: string | undefined;
}

/** T10: an answer that the complainant may accept or dispute; from now on silence is counted (D6). */
@Injectable()
export class AnswerCase implements Commands<Case, Answer> {
  constructor(private readonly settings: CurrentSettings) {}

  decide = (state: Case | undefined, asked: Answer, context: Context): Decision<Case> => {
    const { now } = context;
    const may = permitted('answer', state, asked);
    if (may instanceof Problem) return may;
    const { kase, post } = may;
    const { outcome } = asked;
    if (outcome === 'planned' && asked.plannedOn === undefined) return invalid('planned-date-required', 'plannedOn');
    const plannedOn = outcome === 'planned' ? asked.plannedOn : undefined;
    const answerId = context.newId();
    const answer = { purpose: 'answer', words: asked.text, outcome, plannedOn } as const;
    const { text, told } = written(answer, kase, post, { textId: answerId, now });
    const change = {
      changes: { answerId, answerNotice: undefined, written: [text] },
      says: { answerId, outcome, by: post.role, ...(plannedOn === undefined ? {} : { plannedOn }) },
    };
    return officersMove(moves.answer, may, change, { now, settings: this.settings.now, asked, also: [told] });
  };
}
