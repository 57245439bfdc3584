import { Injectable } from '@nestjs/common';
import type { Commands, Context, Decision } from '@tuntas/messaging';
import { Problem } from '@tuntas/runtime';
import type { Case } from '../domain/case.js';
import { moves } from '../domain/lifecycle.js';
import { CurrentSettings } from '../store/current-settings.js';
import { type Asked, officersMove, permitted } from './officers-move.js';
import { written } from './written.js';

export interface FollowUp extends Asked {
  readonly text: string;
}

/** T9: the first follow-up that the complainant can read. */
@Injectable()
export class StartCase implements Commands<Case, FollowUp> {
  constructor(private readonly settings: CurrentSettings) {}

  decide = (state: Case | undefined, asked: FollowUp, context: Context): Decision<Case> => {
    const { now } = context;
    const may = permitted('start', state, asked);
    if (may instanceof Problem) return may;
    const { kase, post } = may;
    const textId = context.newId();
    const { text, told } = written({ purpose: 'follow-up', words: asked.text }, kase, post, { textId, now });
    const change = { changes: { written: [text] }, says: { textId, by: post.role } };
    return officersMove(moves.start, may, change, { now, settings: this.settings.now, asked, also: [told] });
  };
}
