import { Injectable } from '@nestjs/common';
import type { MissingPart } from '@tuntas/events';
import { type Made, type Making, OfficersCommand } from './officers-command.js';
import type { Asked } from './officers-move.js';
import { written } from './written.js';

export interface Postponing extends Asked {
  readonly missing: readonly MissingPart[];
  /** What to give, in words the complainant can read. */
  readonly text: string;
}

/** T3: something is missing; the office's clocks stand still until the complainant gave it, at most for D5. */
@Injectable()
export class PostponeCase extends OfficersCommand<'postpone', Postponing> {
  protected moveOf = () => 'postpone' as const;

  protected made({ missing: asked, text: words }: Postponing, making: Making): Made<'postpone'> {
    const { kase, post, newId } = making;
    const pauseId = newId();
    const missing = [...new Set(asked)];
    const { text, told } = written({ purpose: 'missing-parts', words }, making);
    return {
      changes: { postponed: { pauseId, missing, from: kase.state }, written: [text] },
      says: { pauseId, missing, textId: text.textId, by: post.role },
      also: [told],
    };
  }
}
