import { Injectable } from '@nestjs/common';
import { backAtADesk } from '../domain/returning.js';
import { type Made, type Making, OfficersCommand } from './officers-command.js';
import type { Asked } from './officers-move.js';

/** T16 by a desk: it was put away wrongly. */
@Injectable()
export class RestoreCase extends OfficersCommand<'restore', Asked> {
  protected moveOf = () => 'restore' as const;

  protected made(_: Asked, { kase, post }: Making): Made<'restore'> {
    return { changes: backAtADesk(kase), says: { because: 'desk', by: post.role } };
  }
}
