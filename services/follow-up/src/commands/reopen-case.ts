import { Injectable } from '@nestjs/common';
import { reopening } from '../domain/reopening.js';
import { type Made, type Making, OfficersCommand } from './officers-command.js';
import type { Asked } from './officers-move.js';
import { writtenForHandlers } from './written.js';

export interface Reopening extends Asked {
  /** For handlers. */
  readonly reason: string;
}

/** T14 by the oversight body, at any time: a case that was closed is not settled in its opinion. */
@Injectable()
export class ReopenCase extends OfficersCommand<'oversightReopen', Reopening> {
  protected moveOf = () => 'oversightReopen' as const;

  protected made({ reason: words }: Reopening, making: Making): Made<'oversightReopen'> {
    const { changes, says } = reopening(making.kase, 'oversight');
    return {
      changes: { ...changes, written: [writtenForHandlers({ purpose: 'reopening-reason', words }, making)] },
      says,
    };
  }
}
