import { Injectable } from '@nestjs/common';
import type { Commands, Context, Decision } from '@tuntas/messaging';
import { Problem } from '@tuntas/runtime';
import type { Case } from '../domain/case.js';
import { moves } from '../domain/lifecycle.js';
import { resuming } from '../domain/pausing.js';
import { CurrentSettings } from '../store/current-settings.js';
import { type Asked, officersMove, permitted } from './officers-move.js';

/** T4 by an officer: what was missing came another way, or is not needed. */
@Injectable()
export class ResumeCase implements Commands<Case, Asked> {
  constructor(private readonly settings: CurrentSettings) {}

  decide = (state: Case | undefined, asked: Asked, { now }: Context): Decision<Case> => {
    const may = permitted('resume', state, asked);
    if (may instanceof Problem) return may;
    const { kase, post } = may;
    const { now: settings } = this.settings;
    const change = resuming(kase, { by: post.role, because: 'not-needed' }, now, settings);
    return officersMove(moves.resume, may, change, { now, settings, asked });
  };
}
