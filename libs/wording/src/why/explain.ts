import type { CaseState, Holder } from '@tuntas/events';
import { timelineLine } from '../timeline.js';
import { actingPost } from './acting-post.js';
import type { ClockDeed, DatedFact, Explanation, Happening, NextStep, WhyReader } from './explanation.js';
import { nextSteps } from './next-steps.js';
import { ruleOf } from './rule-of.js';
import { standingNow, storyOf, type Told } from './story.js';

/** What an explanation needs besides the facts. */
export interface Asking {
  readonly reader: WhyReader;
  /** What is true before any case fact is known: T1. */
  readonly start: { readonly state: CaseState; readonly holder: Holder };
  /** What running clocks will do, from whoever keeps them; worked out from the facts where nobody does. */
  readonly ahead?: readonly NextStep[] | undefined;
}

/**
 * Why a complaint stands where it stands, as the reader may see it. Pure; the facts are all of one complaint, in order.
 * What may be told at all of a secret or supervisory complaint is decided before (`factsForAnybody`).
 */
export function explain(facts: readonly DatedFact[], { reader, start, ahead }: Asking): Explanation {
  const story = storyOf(facts);
  const { open, returns, answerDate } = standingNow(story);
  const isShown = ({ clock }: { readonly clock: ClockDeed['clock'] }): boolean =>
    reader !== 'public' || clock !== 'D13';
  return {
    state: story.state ?? start.state,
    holder: story.holder ?? start.holder,
    happened: story.told.map((told) => happening(told, reader)).filter(isWorthTelling),
    clocks: open.filter(isShown),
    next: (ahead ?? nextSteps(open)).filter(isShown),
    returns,
    answerDate,
  };
}

const isWorthTelling = ({ fact, clocks }: Happening): boolean => fact !== undefined || clocks.length > 0;

/** That a withdrawal is asked for, and how often a holder is reminded, is between the complainant and the handlers. */
const isForAnybody = ({ clock, did }: ClockDeed): boolean => clock !== 'D13' && did !== 'reminded';

function happening({ fact, before, deeds }: Told, reader: WhyReader): Happening {
  const clocks = reader === 'public' ? deeds.filter(isForAnybody) : deeds;
  const { at } = fact;
  if (!isTold(fact, reader)) return { at, reasons: [], clocks };
  const by = actingPost(fact, before.holder);
  return {
    at,
    fact,
    rule: ruleOf(fact, before.state),
    by: by && reader !== 'officer' ? { role: by.role } : by,
    reasons: fact.type === 'case.routed' ? fact.data.reasons : [],
    textId: textOf(fact, reader),
    clocks,
  };
}

/** The timeline decides what each reader is told of; officers are told all of it. */
function isTold(fact: DatedFact, reader: WhyReader): boolean {
  if (reader === 'officer') return true;
  return timelineLine(fact, codes, reader, 'en') !== undefined;
}

const codes = { agency: String, unit: String, area: String };

/** Why it came back, went to another unit or has to be better is for handlers. */
const forHandlers: ReadonlySet<DatedFact['type']> = new Set([
  'case.returned',
  'case.reassigned',
  'case.answer-rejected',
  'case.corrected',
] as const);

function textOf({ type, data }: DatedFact, reader: WhyReader): string | undefined {
  if (reader === 'public' || type.startsWith('complaint.')) return undefined;
  if (type === 'case.answered') return data.answerId;
  if (!('textId' in data) || (reader === 'complainant' && forHandlers.has(type))) return undefined;
  return data.textId;
}
