import { Injectable } from '@nestjs/common';
import type { AccusedUnits, Holder, Role } from '@tuntas/events';
import { Database } from '@tuntas/postgres';
import { type Caller, notFound } from '@tuntas/runtime';
import type { Answer, AskedComplaint } from '../domain/asked-complaint.js';
import { isAccused } from '../domain/marks.js';
import { ComplaintStore } from '../store/complaint.store.js';

/** What an officer sees of the question "who?": every answer with its reasons, newest round first. */
export interface ShownRouting {
  readonly complaintId: string;
  readonly state?: string | undefined;
  readonly round?: number | undefined;
  readonly holder?: Holder | undefined;
  readonly answers: readonly Omit<Answer, 'asked' | 'saved' | 'purged'>[];
  /** Whom a desk marked as accused. */
  readonly accused?: AccusedUnits | undefined;
}

/** Who was found responsible for a complaint, and why. */
@Injectable()
export class ShowRouting {
  constructor(
    private readonly database: Database,
    private readonly store: ComplaintStore,
  ) {}

  /** @throws Problem not-found for a complaint that is not there or not for this caller; both look the same. */
  async of(complaintId: string, caller: Caller): Promise<ShownRouting> {
    const complaint = (await this.store.load([complaintId], this.database.sql)).get(complaintId);
    if (!complaint || !maySee(complaint, caller)) throw notFound();
    const { case: kase, answers, accused } = complaint;
    return {
      complaintId,
      state: kase?.state,
      round: kase?.round,
      holder: kase?.holder,
      answers: answers
        .toSorted((a, b) => b.round - a.round)
        .map((answer) => ({ ...answer, asked: undefined, saved: undefined })),
      accused,
    };
  }
}

type Sight = 'all' | 'all-but-inspectorate' | 'what-the-agency-holds';

/** domain.md §4, supervisory complaints only for named inspectorate roles, and none for whom it accuses. */
const sights: Record<Role, Sight> = {
  inspectorate: 'all',
  oversight: 'all',
  auditor: 'all',
  'national-desk': 'all-but-inspectorate',
  coordinator: 'what-the-agency-holds',
  liaison: 'what-the-agency-holds',
  validator: 'what-the-agency-holds',
  leader: 'what-the-agency-holds',
};

function maySee({ supervisory, accused = [], case: kase }: AskedComplaint, { posts }: Caller): boolean {
  const holder = kase?.holder;
  const forInspectorate = supervisory || holder?.body === 'inspectorate-desk';
  // Who is accused in one post is the same person in another.
  if (posts.some((post) => post.agency !== undefined && isAccused(accused, post))) return false;
  return posts.some(({ role, agency }) => {
    const sight = sights[role];
    if (sight === 'all-but-inspectorate') return !forInspectorate;
    return sight === 'all' || (holder?.body === 'agency' && holder.agency === agency);
  });
}
