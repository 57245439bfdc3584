import { Injectable } from '@nestjs/common';
import { type Made, type Making, OfficersCommand } from './officers-command.js';
import type { Asked } from './officers-move.js';
import { written } from './written.js';

export interface FirstFollowUp extends Asked {
  readonly text: string;
}

/** T9: the unit begins to work on it and tells the complainant so. */
@Injectable()
export class StartCase extends OfficersCommand<'start', FirstFollowUp> {
  protected moveOf = () => 'start' as const;

  protected made({ text: words }: FirstFollowUp, making: Making): Made<'start'> {
    const { text, told } = written({ purpose: 'follow-up', words }, making);
    return {
      changes: { written: [text] },
      says: { textId: text.textId, by: making.post.role },
      also: [told],
    };
  }
}
