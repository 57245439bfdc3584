import { Injectable } from '@nestjs/common';
import { refused } from '@tuntas/runtime';
import { type Made, type Making, OfficersCommand } from './officers-command.js';
import type { Asked } from './officers-move.js';

export interface Urgency extends Asked {
  readonly urgent: boolean;
}

/** T21: danger to life or limb, or not any more. Set, somebody has to act within the hour, round the clock (D1u). */
@Injectable()
export class SetUrgency extends OfficersCommand<'setUrgency', Urgency> {
  protected moveOf = () => 'setUrgency' as const;

  protected made({ urgent }: Urgency, { kase, post }: Making): Made<'setUrgency'> {
    return {
      changes: { urgent },
      says: { urgent, by: post.role },
      unless: urgent === kase.urgent ? refused('nothing-to-change') : undefined,
    };
  }
}
