import { Injectable } from '@nestjs/common';
import { type Made, type Making, OfficersCommand } from './officers-command.js';
import type { Asked } from './officers-move.js';
import { written, writtenForHandlers } from './written.js';

export interface AddedText extends Asked {
  readonly text: string;
  readonly audience: 'complainant' | 'handlers';
}

/** T21: one more text to the complainant, or a note that only handlers read. */
@Injectable()
export class AddText extends OfficersCommand<'addText', AddedText> {
  protected moveOf = () => 'addText' as const;

  protected made({ text: words, audience }: AddedText, making: Making): Made<'addText'> {
    const { text, told } =
      audience === 'complainant'
        ? written({ purpose: 'follow-up', words }, making)
        : { text: writtenForHandlers({ purpose: 'note', words }, making), told: undefined };
    return {
      changes: { written: [text] },
      says: { textId: text.textId, audience, by: making.post.role },
      also: told ? [told] : [],
    };
  }
}
