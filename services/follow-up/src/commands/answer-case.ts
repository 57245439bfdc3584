import { Injectable } from '@nestjs/common';
import type { Outcome } from '@tuntas/events';
import { invalid, type Problem } from '@tuntas/runtime';
import { type Case, unitOf, type WrittenText } from '../domain/case.js';
import { today } from '../domain/clocks.js';
import type { Setting } from '../domain/hindrances.js';
import { approvalFor, evidenceRequiredFor } from '../domain/settings-for-case.js';
import { type Made, type Making, OfficersCommand } from './officers-command.js';
import type { Asked } from './officers-move.js';
import { toldOf, writtenForHandlers } from './written.js';

export interface Answer extends Asked {
  readonly text: string;
  readonly outcome: Outcome;
  /** Local date of the promised action; with the outcome `planned`, and only with it. */
  readonly plannedOn?: string | undefined;
  /** The law that a refusal rests on; with the outcome `refused`, and only with it. */
  readonly legalReason?: string | undefined;
  /** What proves it, for handlers: a number of a document, a place where photos are. */
  readonly evidence?: string | undefined;
}

/**
 * T10: an answer that the complainant may accept or dispute; from now on silence is counted (D6). Where the agency has
 * two-step approval on, it is a proposal that nobody but handlers can read until it was validated (T11).
 */
@Injectable()
export class AnswerCase extends OfficersCommand<'answer' | 'propose', Answer> {
  protected moveOf = (_: Answer, state: Case | undefined, { now, settings }: Setting) =>
    state && approvalFor(state, today(state, now, settings), settings) === 'two-step' ? 'propose' : 'answer';

  protected made(asked: Answer, making: Making): Made<'answer' | 'propose'> {
    const { kase, post, newId } = making;
    const { outcome } = asked;
    const answerId = newId();
    const plannedOn = outcome === 'planned' ? asked.plannedOn : undefined;
    const answer = answerText(asked, answerId, making);
    const evidence = asked.evidence === undefined ? [] : [evidenceText(asked.evidence, making)];
    const isProposal = this.moveOf(asked, kase, making) === 'propose';
    const given = { answerId, outcome, plannedOn };
    return {
      changes: isProposal
        ? {
            proposal: { ...given, by: post.role, bySubject: asked.subject, unit: unitOf(kase) },
            written: [...evidence, answer],
          }
        : { ...stands(given, post.role), written: [...evidence, { ...answer, audience: 'complainant' }] },
      says: { answerId, outcome, by: post.role, ...(plannedOn === undefined ? {} : { plannedOn }) },
      also: isProposal ? [] : [toldOf({ ...answer, audience: 'complainant' }, 'answer')],
      unless: incomplete(asked, making),
    };
  }
}

/** What is true once an answer stands, given at once (T10) or approved (T11). */
export function stands(
  { answerId, plannedOn }: { readonly answerId: string; readonly plannedOn?: string | undefined },
  by: Case['answeredBy'],
): Partial<Pick<Case, 'answerId' | 'answerNotice' | 'answeredBy' | 'promised' | 'accepted'>> {
  const promised = plannedOn === undefined ? undefined : { answerId, plannedOn };
  return { answerId, answerNotice: undefined, answeredBy: by, promised, accepted: undefined };
}

/** The answer is named after its text. The law that a refusal rests on is part of what the complainant reads. */
function answerText({ text, outcome, legalReason, plannedOn }: Answer, textId: string, making: Making): WrittenText {
  const words = outcome === 'refused' ? `${text}\n\n${legalReason ?? ''}` : text;
  const planned = outcome === 'planned' ? plannedOn : undefined;
  return writtenForHandlers({ purpose: 'answer', words, outcome, plannedOn: planned, textId }, making);
}

const evidenceText = (words: string, making: Making): WrittenText =>
  writtenForHandlers({ purpose: 'evidence', words }, making);

/** T10's guard: what each outcome demands. */
function incomplete(
  { outcome, plannedOn, legalReason, evidence }: Answer,
  { kase, now, settings }: Making,
): Problem | undefined {
  const on = today(kase, now, settings);
  if (outcome === 'planned' && plannedOn === undefined) return invalid('planned-date-required', 'plannedOn');
  if (outcome === 'planned' && plannedOn !== undefined && plannedOn <= on)
    return invalid('date-in-the-past', 'plannedOn');
  if (outcome === 'refused' && legalReason === undefined) return invalid('legal-reason-required', 'legalReason');
  if (outcome === 'resolved' && evidence === undefined && evidenceRequiredFor(kase, on, settings))
    return invalid('outcome-needs-evidence', 'evidence');
  return undefined;
}
