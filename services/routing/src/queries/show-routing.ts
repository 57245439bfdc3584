import { Injectable } from '@nestjs/common';
import type { AccusedUnits, Holder } from '@tuntas/events';
import { type Post, sees } from '@tuntas/permissions';
import { Database } from '@tuntas/postgres';
import { notFound } from '@tuntas/runtime';
import type { Answer, AskedComplaint } from '../domain/asked-complaint.js';
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
  async of(complaintId: string, posts: readonly Post[]): Promise<ShownRouting> {
    const found = await this.database.readAtOnceAsOfficer(posts, async (sql) => this.store.read([complaintId], sql));
    const complaint = found.get(complaintId);
    if (!complaint || !mayRead(complaint, posts)) throw notFound();
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

/** Whether somebody with these posts may see what routing knows of the complaint: as they may see its case. */
function mayRead({ case: kase, secret, supervisory, accused = [] }: AskedComplaint, posts: readonly Post[]): boolean {
  return sees({ ...kase, secret, supervisory, accused }, posts);
}
