import { Injectable } from '@nestjs/common';
import { resuming } from '../domain/pausing.js';
import { type Made, type Making, OfficersCommand } from './officers-command.js';
import type { Asked } from './officers-move.js';

/** T4 by an officer: what was missing came another way, or is not needed. */
@Injectable()
export class ResumeCase extends OfficersCommand<'resume', Asked> {
  protected moveOf = () => 'resume' as const;

  protected made(_: Asked, { kase, post, now, settings }: Making): Made<'resume'> {
    return resuming(kase, { by: post.role, because: 'not-needed' }, now, settings);
  }
}
