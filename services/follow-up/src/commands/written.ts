import { type DataOf, type Fact, fact, TextWritten } from '@tuntas/events';
import { agencyOf, type Case, type TextPurpose, unitOf, type WrittenText } from '../domain/case.js';
import type { Making } from './officers-command.js';

/** What readers beyond this service get the words of. */
type ToldPurpose = DataOf<typeof TextWritten>['purpose'];

interface Told extends Pick<WrittenText, 'words' | 'outcome' | 'plannedOn'> {
  readonly purpose: ToldPurpose & TextPurpose;
  readonly audience?: 'public' | 'complainant';
  /** A fresh one unless the fact of the move names it already. */
  readonly textId?: string;
}

/** A text and the fact that it was written; the fact names it and carries no words. */
export interface Written {
  readonly text: WrittenText;
  readonly told: Fact;
}

/** A text to the complainant, or to everybody. */
export function written({ audience = 'complainant', ...told }: Told, making: Making): Written {
  const text = textOf({ ...told, audience }, making);
  return { text, told: toldOf(text, told.purpose) };
}

/** That a text was written which its readers did not have before. */
export function toldOf(
  { textId, audience, agency }: Omit<WrittenText, 'words' | 'purpose'>,
  purpose: ToldPurpose,
): Fact {
  return fact(TextWritten, { textId, audience, purpose, ...(agency ? { agency } : {}) });
}

/** Words for those who handle the case after. They are kept here and told nobody else, so they are no fact. */
export function writtenForHandlers(
  said: Pick<WrittenText, 'words' | 'outcome' | 'plannedOn'> & {
    readonly purpose: TextPurpose;
    readonly textId?: string;
  },
  making: Making,
): WrittenText {
  return textOf({ ...said, audience: 'handlers' }, making);
}

function textOf(
  said: Omit<WrittenText, 'textId' | 'by' | 'agency' | 'unit' | 'writtenAt'> & { readonly textId?: string },
  { kase, post, now, newId }: { kase: Case } & Making,
): WrittenText {
  return {
    ...said,
    textId: said.textId ?? newId(),
    by: post.role,
    agency: agencyOf(kase),
    unit: unitOf(kase),
    writtenAt: now.toISOString(),
  };
}
