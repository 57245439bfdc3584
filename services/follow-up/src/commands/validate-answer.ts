import { Injectable } from '@nestjs/common';
import { type Problem, refused } from '@tuntas/runtime';
import { agencyOf } from '../domain/case.js';
import { surely } from '../domain/surely.js';
import { type Made, type Making, OfficersCommand } from './officers-command.js';
import { stands } from './answer-case.js';
import type { Asked } from './officers-move.js';
import { toldOf, writtenForHandlers } from './written.js';

export interface Validation extends Asked {
  /** Why it is not good enough, for handlers; without one the answer is approved. */
  readonly rework?: string | undefined;
}

/** T11: somebody who neither wrote the answer nor is of the author's unit says whether it goes out. */
@Injectable()
export class ValidateAnswer extends OfficersCommand<'approve' | 'reject', Validation> {
  protected moveOf = ({ rework }: Validation) => (rework === undefined ? 'approve' : 'reject');

  protected made(asked: Validation, making: Making): Made<'approve' | 'reject'> {
    const made = asked.rework === undefined ? approved(making) : rejected(asked.rework, making);
    return { ...made, unless: notIndependent(asked, making) };
  }
}

function approved(making: Making): Made<'approve'> {
  const { kase, post } = making;
  const { answerId, outcome, plannedOn, by } = surely(kase.proposal, 'proposed answer');
  const text = {
    textId: answerId,
    audience: 'complainant',
    by: post.role,
    writtenAt: making.now.toISOString(),
  } as const;
  const agency = agencyOf(kase);
  return {
    changes: { ...stands({ answerId, plannedOn }, by), proposal: undefined, released: [answerId] },
    says: { answerId, outcome, by: post.role, ...(plannedOn === undefined ? {} : { plannedOn }) },
    also: [toldOf({ ...text, agency }, 'answer')],
  };
}

function rejected(words: string, making: Making): Made<'reject'> {
  const { kase, post } = making;
  const reason = writtenForHandlers({ purpose: 'rework-reason', words }, making);
  return {
    changes: { proposal: undefined, written: [reason] },
    says: { answerId: surely(kase.proposal, 'proposed answer').answerId, textId: reason.textId, by: post.role },
  };
}

/** T11's guard. A post without a unit stands for the whole agency, which is not the author's unit alone. */
function notIndependent({ subject }: Validation, { kase: { proposal }, post }: Making): Problem | undefined {
  if (proposal?.bySubject === subject) return refused('author-cannot-validate');
  return post.unit !== undefined && post.unit === proposal?.unit ? refused('unit-cannot-validate') : undefined;
}
