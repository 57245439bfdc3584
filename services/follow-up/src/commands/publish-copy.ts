import { Injectable } from '@nestjs/common';
import { type Made, type Making, OfficersCommand } from './officers-command.js';
import type { Asked } from './officers-move.js';
import { written } from './written.js';

export interface MaskedCopy extends Asked {
  /** The complaint without names and whatever else points at somebody; the coordinator answers for that. */
  readonly text: string;
}

/** T21: words of the complaint become public only as a copy that the verifying coordinator has masked. */
@Injectable()
export class PublishCopy extends OfficersCommand<'publish', MaskedCopy> {
  protected moveOf = () => 'publish' as const;

  protected made({ text: words }: MaskedCopy, making: Making): Made<'publish'> {
    const { text, told } = written({ purpose: 'published-copy', audience: 'public', words }, making);
    return { changes: { written: [text] }, says: { textId: text.textId, by: making.post.role }, also: [told] };
  }
}
