import { CaseActRefused, eventOf, fact } from '@tuntas/events';
import { type Acted, adds, appeals, completes, disputes, type Refused } from './acts.js';
import type { Case } from './case.js';
import type { Ticked } from './clocks.js';
import { standing } from './lifecycle.js';
import type { Repeated } from './members.js';
import { type Accepting, membersChanged, type MembersAct } from './merging.js';
import type { Settings } from './settings.js';

/** A letter as it arrives: from whom, and what it says. */
export type Letter = { readonly from: string } & (
  | { readonly kind: 'repeat'; readonly body: Repeated }
  | { readonly kind: 'act'; readonly body: MembersAct }
  | { readonly kind: 'refusal'; readonly body: Refused }
);

/** Reads letters in their order: what the case is after them, and the facts of it. */
export function readLetters(kase: Case, letters: readonly Letter[], now: Date, settings: Settings): Ticked {
  return letters.reduce<Ticked>(
    (read, letter) => {
      const after = readLetter(read.kase, letter, now, settings);
      return { kase: after.kase, facts: [...read.facts, ...after.facts] };
    },
    { kase, facts: [] },
  );
}

function readLetter(kase: Case, letter: Letter, now: Date, settings: Settings): Ticked {
  switch (letter.kind) {
    case 'repeat':
      return repeated(kase, letter.from, letter.body);
    case 'act':
      return acted(kase, letter.from, letter.body, now, settings);
    case 'refusal':
      return { kase, facts: [fact(CaseActRefused, { ...standing(kase), ...letter.body })] };
  }
}

/** What happened to the lead, as a fact of the member: the lead's state, the member's own version. */
function repeated(kase: Case, lead: string, { type, data, joined }: Repeated): Ticked {
  const event = eventOf(type);
  // Separated while the letter was under way, perhaps merged again: what it says is not its own any more.
  if (kase.merged?.into !== lead || kase.merged.joined !== joined || !event) return { kase, facts: [] };
  const { holder = kase.holder } = data as Partial<Pick<Case, 'holder'>>;
  const marked = { ...(data as object), lead, version: kase.version };
  return { kase: { ...kase, holder }, facts: [{ event, data: marked }] };
}

/** An act of a member's complainant counts at the lead as if its own had done it, accepting and leaving apart. */
function acted(lead: Case, from: string, act: MembersAct, now: Date, settings: Settings): Ticked {
  const others = lead.members.filter(({ complaintId }) => complaintId !== from);
  const isMember = others.length < lead.members.length;
  if (act.act === 'left') {
    if (!isMember) return { kase: lead, facts: [] };
    return membersChanged(lead, { change: 'left', member: from, members: others, by: 'complainant' }, now, settings);
  }
  const outcome = isMember ? asOwn(lead, from, act, now, settings) : afterSeparation(lead, act);
  if (!('refused' in outcome)) return outcome;
  const letter = { to: from, kind: 'refusal', body: outcome.refused } as const;
  return { kase: { ...lead, letters: [...lead.letters, letter] }, facts: [] };
}

function asOwn(
  lead: Case,
  from: string,
  act: Exclude<MembersAct, { act: 'left' }>,
  now: Date,
  settings: Settings,
): Acted {
  switch (act.act) {
    case 'disputed':
      return disputes(lead, act.answerId, now, settings);
    case 'completed':
      return completes(lead, act.pauseId, now, settings);
    case 'appealed':
      return appeals(lead, act.actId, now, settings);
    case 'added':
      return adds(lead, act.textId, now, settings);
    case 'accepted':
      return memberAccepts(lead, from, act, now, settings);
  }
}

/** Separated while the letter was under way: what it is about is the lead's alone now, and its complainant hears so. */
function afterSeparation(lead: Case, act: Exclude<MembersAct, { act: 'left' }>): Acted {
  switch (act.act) {
    case 'accepted':
    case 'disputed':
      return { refused: { act: act.act, answerId: act.answerId, because: 'not-answered' } };
    case 'completed':
      return { refused: { act: act.act, pauseId: act.pauseId, because: 'not-postponed' } };
    case 'appealed':
      return { refused: { act: act.act, actId: act.actId, because: 'not-archived' } };
    // The words are kept at intake, where the handlers of the separated case read them.
    case 'added':
      return { kase: lead, facts: [] };
  }
}

/** Of a member accepting only rates; the last one who accepts closes the case (T17). */
function memberAccepts(
  lead: Case,
  member: string,
  { answerId, rating }: Accepting,
  now: Date,
  settings: Settings,
): Acted {
  if (lead.state !== 'ANSWERED' || lead.answerId !== answerId) {
    const because = lead.state === 'CLOSED' ? 'closed' : lead.answerId === answerId ? 'not-answered' : 'another-answer';
    return { refused: { act: 'accepted', answerId, because } };
  }
  const members = lead.members.map((one) => (one.complaintId === member ? { ...one, accepted: answerId } : one));
  return membersChanged(lead, { change: 'accepted', member, members, rating, by: 'complainant' }, now, settings);
}
