import { Injectable } from '@nestjs/common';
import type { ArchiveReason } from '@tuntas/events';
import { type Made, type Making, OfficersCommand } from './officers-command.js';
import type { Asked } from './officers-move.js';
import { written } from './written.js';

export interface Archiving extends Asked {
  readonly reason: Exclude<ArchiveReason, 'incomplete'>;
  /** What the complainant reads about it. */
  readonly text: string;
}

/** T15: put away for one of the listed reasons. That somebody else is responsible is none: such a case is passed on. */
@Injectable()
export class ArchiveCase extends OfficersCommand<'archive', Archiving> {
  protected moveOf = () => 'archive' as const;

  protected made({ reason, text: words }: Archiving, making: Making): Made<'archive'> {
    const { text, told } = written({ purpose: 'archive-reason', words }, making);
    return {
      changes: { written: [text] },
      says: { reason, by: making.post.role, textId: text.textId },
      also: [told],
    };
  }
}
