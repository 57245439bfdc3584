import type { CaseState, Holder } from '@tuntas/events';
import { answerDateAfter } from './answer-date.js';
import { compared, deed, didByItself, type Turned } from './clock-deeds.js';
import type { AnswerDate, ClockDeed, DatedFact, OpenClock, Returns } from './explanation.js';

/** Where a case stands, in one life of it. */
interface Standing {
  readonly open: readonly OpenClock[];
  readonly returns: Returns;
  readonly answerDate?: AnswerDate | undefined;
}

/** One fact, with where the case stood before it and what the clocks did. */
export interface Told {
  readonly fact: DatedFact;
  readonly before: { readonly state?: CaseState | undefined; readonly holder?: Holder | undefined };
  readonly deeds: readonly ClockDeed[];
}

export interface Story {
  readonly state?: CaseState | undefined;
  readonly holder?: Holder | undefined;
  readonly told: readonly Told[];
  /** Of the complaint itself; asleep while it is merged. */
  readonly own: Standing;
  readonly isMerged: boolean;
  /** Of the lead, once something of it was heard since the merger (T17). */
  readonly lead?: Standing | undefined;
}

const nothing: Standing = { open: [], returns: { times: 0 } };

/** All facts of a complaint, in their order, as one story. */
export function storyOf(facts: readonly DatedFact[]): Story {
  return facts.reduce(further, { told: [], own: nothing, isMerged: false });
}

/** The life that counts now: that of the lead while the complaint is handled together with it, as far as it is known. */
export const standingNow = ({ own, isMerged, lead = nothing }: Story): Standing => (isMerged ? lead : own);

function further(story: Story, fact: DatedFact): Story {
  const { state, holder, told } = story;
  const isOfLead = 'lead' in fact.data && fact.data.lead !== undefined;
  const standing = isOfLead ? (story.lead ?? nothing) : story.own;
  const { open, deeds } = turned(story, fact, isOfLead, standing.open);
  const answerDate = answerDateAfter(standing.answerDate, deeds, fact, fact.at);
  const after: Standing = { open, returns: returnsAfter(standing.returns, fact), answerDate };
  return {
    state: 'state' in fact.data ? fact.data.state : state,
    holder: 'state' in fact.data ? fact.data.holder : holder,
    told: [...told, { fact, before: { state, holder }, deeds }],
    ...(isOfLead ? { own: story.own, isMerged: true, lead: after } : { own: after, ...mergedAfter(story, fact) }),
  };
}

/** Only facts of the complaint itself join it to a lead, or take it from there. */
function mergedAfter({ isMerged, lead }: Story, { type }: DatedFact): Pick<Story, 'isMerged' | 'lead'> {
  if (type === 'case.merged') return { isMerged: true };
  return type === 'case.unmerged' || type === 'case.withdrawn' ? { isMerged: false } : { isMerged, lead };
}

function turned({ isMerged, lead }: Story, fact: DatedFact, isOfLead: boolean, open: readonly OpenClock[]): Turned {
  switch (fact.type) {
    case 'case.merged':
      return isOfLead ? { open, deeds: [] } : { open, deeds: open.map((clock) => deed(clock, 'slept')) };
    case 'case.unmerged': {
      const { open: after, deeds } = compared(open, fact.data.clocks, { seen: 'started' });
      const known = new Set(deeds.map(({ clock, instance }) => `${clock} ${instance}`));
      const woke = after.filter(({ clock, instance }) => !known.has(`${clock} ${instance}`));
      return { open: after, deeds: [...deeds, ...woke.map((clock) => deed(clock, 'woke'))] };
    }
    case 'case.escalated':
    case 'deadline.set':
    case 'deadline.extended':
    case 'deadline.missed':
    case 'deadline.reminded':
    case 'deadline.stopped':
      return didByItself(open, fact);
    default:
      if (!('clocks' in fact.data)) return { open, deeds: [] };
      // The own clocks of a merged complaint sleep: its own facts list none, and none of them has ended.
      if (!isOfLead && isMerged && fact.type !== 'case.withdrawn') return { open, deeds: [] };
      return compared(open, fact.data.clocks, { seen: isOfLead && !lead ? 'shared' : 'started' });
  }
}

function returnsAfter(before: Returns, fact: DatedFact): Returns {
  if (fact.type === 'case.returned') {
    const { times, toArbiter } = fact.data;
    return { times, arbiter: toArbiter ? 'decides' : undefined };
  }
  return fact.type === 'case.routed'
    ? { ...before, arbiter: fact.data.by === 'arbiter' ? 'decided' : undefined }
    : before;
}
