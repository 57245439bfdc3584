import { Injectable } from '@nestjs/common';
import { surely } from '../domain/surely.js';
import { type Made, type Making, OfficersCommand } from './officers-command.js';
import type { Asked } from './officers-move.js';
import { written } from './written.js';

export interface Kept extends Asked {
  /** What was done, in words the complainant can read. */
  readonly text: string;
}

/** D8: what the answer promised was done. */
@Injectable()
export class KeepPromise extends OfficersCommand<'keepPromise', Kept> {
  protected moveOf = () => 'keepPromise' as const;

  protected made({ text: words }: Kept, making: Making): Made<'keepPromise'> {
    const { text, told } = written({ purpose: 'promise-kept', words }, making);
    return {
      changes: { promised: undefined, written: [text] },
      says: { answerId: surely(making.kase.promised, 'promise').answerId, textId: text.textId, by: making.post.role },
      also: [told],
    };
  }
}
