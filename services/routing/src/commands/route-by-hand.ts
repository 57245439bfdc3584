import { Injectable } from '@nestjs/common';
import {
  type AccusedUnits,
  type ComplaintClass,
  ComplaintRouted,
  fact,
  type Role,
  type RoutingReason,
} from '@tuntas/events';
import { type Commands, type Context, decided, type Decision, Messaging } from '@tuntas/messaging';
import { isAccused, type Post } from '@tuntas/permissions';
import { invalid, notFound, type Problem, refused } from '@tuntas/runtime';
import {
  type Answer,
  answered,
  answerFor,
  type AskedComplaint,
  type AskedOnce,
  type ProjectedCase,
} from '../domain/asked-complaint.js';
import { joined } from '../domain/marks.js';
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
  readonly round: number;
  /** Units or whole agencies that the complaint accuses; those marked before stay marked. */
  readonly accused?: AccusedUnits | undefined;
  /** The caller's desk posts. */
  readonly roles: readonly DeskRole[];
  /** Whose request it is and under which key; a retry of it is answered as the first time. */
  readonly asked: AskedOnce;
}

/**
 * T6: an officer at a desk says who is responsible; as the arbiter, where agencies could not agree. What our projection
 * shows impossible is refused at once and leaves no fact; what crosses another move on the way becomes follow-up's
 * case.routing-void.
 */
@Injectable()
export class RouteByHand implements Commands<AskedComplaint, HandRouting> {
  constructor(
    private readonly messaging: Messaging,
    private readonly store: ComplaintStore,
    private readonly directory: Directory,
  ) {}

  /** @param posts the caller's, by which the database shows the complaint. @returns the round that is answered by it. @throws Problem not-found, invalid or refused; then nothing changed. */
  async execute(complaintId: string, posts: readonly Post[], input: HandRouting): Promise<number> {
    const { store } = this;
    const decide = this.decide.bind(this);
    const { facts, state } = await this.messaging.command({ store, decide, key: complaintId, input, posts });
    const [said] = facts.map(({ data }) => (data as { round: number }).round);
    return said ?? givenFor(state, input)?.round ?? 0;
  }

  decide(known: AskedComplaint | undefined, input: HandRouting, { now }: Context): Decision<AskedComplaint> {
    const given = givenFor(known, input);
    if (known && given)
      return given.asked?.bodyHash === input.asked.bodyHash ? decided(known) : refused('idempotency-key-reused');
    const role = known && deskOf(known, input.roles);
    // Not theirs and not there look the same.
    if (!known || !role) return notFound();
    const refusal = refusalOf(known, input);
    if (refusal || !known.case) return refusal ?? refused('move-not-legal');

    const answering = this.directory.knowledge.organisation.answering(input.agency);
    if (!answering) return invalid('unknown-agency', 'agency');
    const unknown = this.unknownIn(input) ?? this.wronglyAccused(input, answering.agency.code);
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
      ...(input.accused && { accused: [...input.accused] }),
    };
    const answer: Answer = { ...routed, suggestions: [], answeredAt: now, asked: input.asked };
    const after = { ...answered(known, answer), accused: joined(known.accused, input.accused) };
    return decided(after, fact(ComplaintRouted, routed));
  }

  private unknownIn({ supporting = [], category, area }: HandRouting): Problem | undefined {
    const { agencies, categories, areas } = this.directory.codes;
    if (supporting.some((code) => !agencies.has(code))) return invalid('unknown-agency', 'supporting');
    if (category !== undefined && !categories.has(category)) return invalid('unknown-category', 'category');
    if (area !== undefined && !areas.has(area)) return invalid('unknown-area', 'area');
    return undefined;
  }

  /** Who is accused as a whole cannot handle it: none of its officers would see it. */
  private wronglyAccused({ accused = [] }: HandRouting, agency: string): Problem | undefined {
    const { codes, agencyOfUnit } = this.directory;
    if (accused.some((one) => !codes.agencies.has(one.agency))) return invalid('unknown-agency', 'accused');
    if (accused.some(({ agency: of, unit }) => unit !== undefined && agencyOfUnit.get(unit) !== of))
      return invalid('unit-not-of-agency', 'accused');
    return isAccused(accused, { agency }) ? refused('agency-accused', { agency }) : undefined;
  }
}

/** The answer that this very request has given before. */
function givenFor(known: AskedComplaint | undefined, { asked }: HandRouting): Answer | undefined {
  return known?.answers.find((one) => one.asked?.keyHash === asked.keyHash && one.asked.subject === asked.subject);
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
  if (round !== kase.round) return refused('round-over', { round: kase.round });
  const before = answerFor(complaint, kase.round);
  return before?.agency === undefined ? undefined : refused('round-over', { round: kase.round, agency: before.agency });
}

const nameOf = (holder: ProjectedCase['holder']): string => (holder.body === 'agency' ? holder.agency : holder.body);
