import { Injectable } from '@nestjs/common';
import type { MissingPart } from '@tuntas/events';
import type { Commands, Context, Decision } from '@tuntas/messaging';
import { Problem } from '@tuntas/runtime';
import type { Case } from '../domain/case.js';
import { moves } from '../domain/lifecycle.js';
import { CurrentSettings } from '../store/current-settings.js';
import { type Asked, officersMove, permitted } from './officers-move.js';
import { written } from './written.js';

export interface Postponing extends Asked {
  readonly missing: readonly MissingPart[];
  /** What to give, in words the complainant can read. */
  readonly text: string;
}

/** T3: something is missing; the office's clocks stand still until the complainant gave it, at most for D5. */
@Injectable()
export class PostponeCase implements Commands<Case, Postponing> {
  constructor(private readonly settings: CurrentSettings) {}

  decide = (state: Case | undefined, asked: Postponing, context: Context): Decision<Case> => {
    const { now } = context;
    const may = permitted('postpone', state, asked);
    if (may instanceof Problem) return may;
    const { kase, post } = may;
    const [pauseId, textId] = [context.newId(), context.newId()];
    const missing = [...new Set(asked.missing)];
    const { text, told } = written({ purpose: 'missing-parts', words: asked.text }, kase, post, { textId, now });
    const change = {
      changes: { postponed: { pauseId, missing, from: kase.state }, written: [text] },
      says: { pauseId, missing, textId, by: post.role },
    };
    const { now: settings } = this.settings;
    return officersMove(moves.postpone, may, change, { now, settings, asked, also: [told] });
  };
}
