import { type Fact, fact, TextWritten } from '@tuntas/events';
import { agencyOf, type Case, unitOf, type WrittenText } from '../domain/case.js';
import type { Post } from '../domain/permissions.js';

type Told = Pick<WrittenText, 'purpose' | 'words' | 'outcome' | 'plannedOn'>;

/** A text to the complainant, and the fact that it was written; the fact names it and carries no words. */
export function written(
  told: Told,
  kase: Case,
  post: Post,
  { textId, now }: { textId: string; now: Date },
): { readonly text: WrittenText; readonly told: Fact } {
  const agency = agencyOf(kase);
  const text: WrittenText = {
    ...told,
    textId,
    audience: 'complainant',
    by: post.role,
    agency,
    unit: unitOf(kase),
    writtenAt: now.toISOString(),
  };
  const { purpose } = told;
  return { text, told: fact(TextWritten, { textId, audience: 'complainant', purpose, ...(agency ? { agency } : {}) }) };
}
