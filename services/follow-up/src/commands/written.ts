import { type Fact, fact, TextWritten } from '@tuntas/events';
import { agencyOf, type Case, unitOf, type WrittenText } from '../domain/case.js';
import type { Post } from '../domain/permissions.js';

interface Told extends Pick<WrittenText, 'words' | 'outcome' | 'plannedOn'> {
  readonly purpose: 'follow-up' | 'answer' | 'missing-parts';
}
interface Reason extends Pick<WrittenText, 'words'> {
  readonly purpose: 'return-reason' | 'reassignment-reason';
}
interface Writing {
  readonly textId: string;
  readonly now: Date;
}

/** A text to the complainant, and the fact that it was written; the fact names it and carries no words. */
export function written(
  told: Told,
  kase: Case,
  post: Post,
  writing: Writing,
): { readonly text: WrittenText; readonly told: Fact } {
  const text = textOf({ ...told, audience: 'complainant' }, kase, post, writing);
  const { textId, audience, agency } = text;
  const { purpose } = told;
  return { text, told: fact(TextWritten, { textId, audience, purpose, ...(agency ? { agency } : {}) }) };
}

/** Why an officer did it, for those who handle the case after. It is kept here and told nobody else, so it is no fact. */
export function writtenReason(reason: Reason, kase: Case, post: Post, writing: Writing): WrittenText {
  return textOf({ ...reason, audience: 'handlers' }, kase, post, writing);
}

function textOf(
  said: Omit<WrittenText, 'textId' | 'by' | 'agency' | 'unit' | 'writtenAt'>,
  kase: Case,
  post: Post,
  { textId, now }: Writing,
): WrittenText {
  return {
    ...said,
    textId,
    by: post.role,
    agency: agencyOf(kase),
    unit: unitOf(kase),
    writtenAt: now.toISOString(),
  };
}
