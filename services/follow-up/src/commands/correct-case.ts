import { Injectable } from '@nestjs/common';
import type { ComplaintClass } from '@tuntas/events';
import { invalid, type Problem, refused } from '@tuntas/runtime';
import { agencyOf } from '../domain/case.js';
import type { UnknownCode } from '../store/unknown-codes.js';
import { type Made, type Making, OfficersCommand } from './officers-command.js';
import type { Asked } from './officers-move.js';
import { written } from './written.js';

export interface Correction extends Asked {
  /** `supervisory` is no correction: it seals the case (T22). */
  readonly class?: Exclude<ComplaintClass, 'supervisory'> | undefined;
  readonly category?: string | undefined;
  readonly area?: string | undefined;
  readonly title?: string | undefined;
  readonly supporting?: readonly string[] | undefined;
  /** What of it the organisation does not know. */
  readonly unknown: readonly UnknownCode[];
}

/** T21: what an officer corrects stands beside what was told, which never changes. Another class moves D4. */
@Injectable()
export class CorrectCase extends OfficersCommand<'correct', Correction> {
  protected moveOf = () => 'correct' as const;

  protected made(asked: Correction, making: Making): Made<'correct'> {
    const { kase, post } = making;
    const title = asked.title === undefined ? undefined : written({ purpose: 'title', words: asked.title }, making);
    const corrected = {
      class: asked.class ?? kase.class,
      category: asked.category ?? kase.category,
      area: asked.area ?? kase.area,
      supporting: [...(asked.supporting ?? kase.supporting)],
    };
    const titleTextId = title?.text.textId ?? kase.titleTextId;
    return {
      changes: { ...corrected, titleTextId, ...(title && { written: [title.text] }) },
      says: { ...corrected, ...(titleTextId === undefined ? {} : { titleTextId }), by: post.role },
      also: title ? [title.told] : [],
      unless: wrong(asked, making),
    };
  }
}

const fieldOf: Readonly<Record<UnknownCode, string>> = {
  'unknown-agency': 'supporting',
  'unknown-category': 'category',
  'unknown-area': 'area',
};

function wrong(asked: Correction, { kase }: Making): Problem | undefined {
  const { class: complaintClass, category, area, title, supporting, unknown } = asked;
  const given = [complaintClass, category, area, title, supporting].some((one) => one !== undefined);
  if (!given) return refused('nothing-to-correct');
  const [first] = unknown;
  if (first) return invalid(first, fieldOf[first]);
  return supporting?.includes(agencyOf(kase) ?? '') ? invalid('supporting-agency-leads', 'supporting') : undefined;
}
