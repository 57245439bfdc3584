import { Injectable } from '@nestjs/common';
import { nothingPending } from '../domain/case.js';
import { type Made, type Making, OfficersCommand } from './officers-command.js';
import type { Asked } from './officers-move.js';
import { written } from './written.js';

export interface WithdrawalDecision extends Asked {
  /** Why it goes on, in words the complainant can read; without them the withdrawal is allowed. */
  readonly refusal?: string | undefined;
}

/** T18, D13: whether a supervisory complaint may be withdrawn is not for its complainant alone to decide. */
@Injectable()
export class DecideWithdrawal extends OfficersCommand<'allowWithdrawal' | 'refuseWithdrawal', WithdrawalDecision> {
  protected moveOf = ({ refusal }: WithdrawalDecision) =>
    refusal === undefined ? 'allowWithdrawal' : 'refuseWithdrawal';

  protected made({ refusal: words }: WithdrawalDecision, making: Making): Made<'allowWithdrawal' | 'refuseWithdrawal'> {
    const { role: by } = making.post;
    if (words === undefined) return { changes: nothingPending, says: { by } };
    const { text, told } = written({ purpose: 'withdrawal-refusal', words }, making);
    return { changes: { written: [text] }, says: { by, textId: text.textId }, also: [told] };
  }
}
