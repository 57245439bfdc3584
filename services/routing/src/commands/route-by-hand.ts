import { Injectable } from '@nestjs/common';
import { type ComplaintClass, ComplaintRouted, fact, type Role, type RoutingReason } from '@tuntas/events';
import { type Commands, type Context, decided, type Decision, Messaging } from '@tuntas/messaging';
import { invalid, notFound, type Problem, refused } from '@tuntas/runtime';
import {
  type Answer,
  answered,
  answerFor,
  type AskedComplaint,
  type ProjectedCase,
} from '../domain/asked-complaint.js';
import { ComplaintStore } from '../store/complaint.store.js';
import { Directory } from '../store/directory.js';

/** Roles that may name the body: each for what waits at its own desk. */
export type DeskRole = Extract<Role, 'national-desk' | 'inspectorate'>;

export interface HandRouting {
  readonly agency: string;
  readonly supporting?: readonly string[] | undefined;
  readonly class?: ComplaintClass | undefined;
  readonly category?: string | undefined;
  readonly area?: string | undefined;
  /** The round that the officer had on the screen; another one is refused. */
  readonly round?: number | undefined;
  /** The caller's desk posts. */
  readonly roles: readonly DeskRole[];
}

/**
 * T6: an officer at a desk says who is responsible; as the arbiter, where agencies could not agree. What our projection shows impossible is refused at once and leaves
 * no fact; what crosses another move on the way becomes follow-up's case.routing-void.
 */
@Injectable()
export class RouteByHand implements Commands<AskedComplaint, HandRouting> {
  constructor(
    private readonly messaging: Messaging,
    private readonly store: ComplaintStore,
    private readonly directory: Directory,
  ) {}

  /** @returns the round that is answered by it. @throws Problem not-found, invalid or refused; then nothing changed. */
  async execute(complaintId: string, input: HandRouting): Promise<number> {
    const { store } = this;
    const decide = this.decide.bind(this);
    const { facts } = await this.messaging.command({ store, decide, key: complaintId, input });
    return facts.map(({ data }) => (data as { round: number }).round)[0] ?? 0;
  }

  decide(known: AskedComplaint | undefined, input: HandRouting, { now }: Context): Decision<AskedComplaint> {
    const role = known && deskOf(known, input.roles);
    // Not theirs and not there look the same.
    if (!known || !role) return notFound();
    const refusal = refusalOf(known, input);
    if (refusal || !known.case) return refusal ?? refused('move-not-legal');

    const answering = this.directory.knowledge.organisation.answering(input.agency);
    if (!answering) return invalid('unknown-agency', 'agency');
    const unknown = this.unknownIn(input);
    if (unknown) return unknown;

    const reasons: RoutingReason[] = [{ kind: 'chosen-by-officer', role }];
    if (answering.insteadOf) reasons.push({ kind: 'parent-answers', agency: answering.insteadOf.code });
    const routed = {
      round: known.case.round,
      agency: answering.agency.code,
      supporting: [...(input.supporting ?? [])],
      class: input.class ?? known.class,
      category: input.category ?? known.category,
      area: input.area ?? known.area,
      by: known.case.toArbiter ? ('arbiter' as const) : ('desk' as const),
      reasons,
    };
    const answer: Answer = { ...routed, suggestions: [], answeredAt: now };
    return decided(answered(known, answer), fact(ComplaintRouted, routed));
  }

  private unknownIn({ supporting = [], category, area }: HandRouting): Problem | undefined {
    const { agencies, categories, areas } = this.directory.codes;
    if (supporting.some((code) => !agencies.has(code))) return invalid('unknown-agency', 'supporting');
    if (category !== undefined && !categories.has(category)) return invalid('unknown-category', 'category');
    if (area !== undefined && !areas.has(area)) return invalid('unknown-area', 'area');
    return undefined;
  }
}

/** What waits at the inspectorate's desk, or belongs there, is for the inspectorate alone; all else for the national desk. */
function deskOf({ supervisory, case: kase }: AskedComplaint, roles: readonly DeskRole[]): DeskRole | undefined {
  const owner: DeskRole = supervisory || kase?.holder.body === 'inspectorate-desk' ? 'inspectorate' : 'national-desk';
  return roles.find((role) => role === owner);
}

function refusalOf(complaint: AskedComplaint, { round }: HandRouting): Problem | undefined {
  const { case: kase } = complaint;
  if (!kase) return refused('move-not-legal');
  if (kase.state !== 'SUBMITTED') return refused('move-not-legal', { state: kase.state, holder: nameOf(kase.holder) });
  if (round !== undefined && round !== kase.round) return refused('round-over', { round: kase.round });
  const before = answerFor(complaint, kase.round);
  return before?.agency === undefined ? undefined : refused('round-over', { round: kase.round, agency: before.agency });
}

const nameOf = (holder: ProjectedCase['holder']): string => (holder.body === 'agency' ? holder.agency : holder.body);
