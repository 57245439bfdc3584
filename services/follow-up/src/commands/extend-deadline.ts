import { Injectable } from '@nestjs/common';
import { invalid, type Problem } from '@tuntas/runtime';
import { openClock } from '../domain/clocks.js';
import { extended } from '../domain/extending.js';
import { extensionFor } from '../domain/settings-for-case.js';
import { surely } from '../domain/surely.js';
import { type Made, type Making, OfficersCommand } from './officers-command.js';
import type { Asked } from './officers-move.js';
import { written } from './written.js';

export interface Extension extends Asked {
  readonly workingDays: number;
  /** Why, in words the complainant can read. */
  readonly text: string;
}

/** D9: more time for the answer, once, asked for before the breach; the complainant reads why. */
@Injectable()
export class ExtendDeadline extends OfficersCommand<'extend', Extension> {
  protected moveOf = () => 'extend' as const;

  protected made({ workingDays, text: words }: Extension, making: Making): Made<'extend'> {
    const { kase, post, now, settings } = making;
    const { text, told } = written({ purpose: 'extension-reason', words }, making);
    const until = extended(kase, workingDays, now, settings);
    return {
      changes: { extendedDays: workingDays, written: [text] },
      says: { clock: 'D4', ...until, workingDays, textId: text.textId, by: post.role },
      also: [told],
      unless: tooLong(workingDays, making),
    };
  }
}

/** At most a share of the limit that was given in the first place (domain.md D9: half). */
function tooLong(days: number, { kase, settings }: Making): Problem | undefined {
  const deadline = surely(openClock(kase, 'D4'), 'D4 that runs');
  const most = Math.floor(deadline.workingDays * extensionFor(kase, deadline.startsOn, settings).share);
  return days > most ? invalid('extension-too-long', 'workingDays', { most }) : undefined;
}
