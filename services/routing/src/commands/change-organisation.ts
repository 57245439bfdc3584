import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { fact, OrganisationChanged } from '@tuntas/events';
import { type Commands, type Context, decided, type Decision, Messaging } from '@tuntas/messaging';
import { Database } from '@tuntas/postgres';
import { invalidFields, notFound, type OfficersWrite, Problem, type Post, refused } from '@tuntas/runtime';
import { changed } from '../domain/change.js';
import type { Change, Outcome } from '../domain/changes.js';
import type { Entry } from '../domain/chart.js';
import { ChartStore, type ChartUnderChange } from '../store/chart.store.js';

/** Without `version`: that is the change's. */
export type AskedChange = Pick<OfficersWrite, 'subject' | 'posts' | 'keyHash' | 'bodyHash'> & {
  readonly change: Change;
};

/** The row that was asked for, as its next change has to name it. */
export interface ChangedRow {
  readonly key: string;
  readonly version: number;
}

interface TakenAct {
  readonly answer: ChangedRow;
  readonly subject: string;
  readonly bodyHash: string;
}

/**
 * The one way in for whoever changes the organisation by hand: one transaction, in which nobody else changes it, with the
 * row, who did it, and the fact that says so. A retry is answered as the first time, whatever happened since.
 */
@Injectable()
export class ChangeOrganisation implements Commands<ChartUnderChange, AskedChange> {
  constructor(
    private readonly messaging: Messaging,
    private readonly database: Database,
    private readonly store: ChartStore,
  ) {}

  /** @throws Problem not-found, invalid (all faults listed) or refused; then nothing changed. */
  async execute(input: AskedChange): Promise<ChangedRow> {
    const { store, decide } = this;
    try {
      const { state } = await this.messaging.command({ store, decide, key: randomUUID(), input });
      return state?.act?.answer as ChangedRow;
    } catch (error) {
      return this.#again(input, error);
    }
  }

  decide = (
    known: ChartUnderChange | undefined,
    asked: AskedChange,
    { now: at }: Context,
  ): Decision<ChartUnderChange> => {
    if (!known) throw new Error('The organisation is always there.');
    const { change, subject, posts, keyHash, bodyHash } = asked;
    const entries = entriesOf(changed(change, { subject, posts }, known.chart));
    if (entries instanceof Problem) return entries;
    const [first] = entries;
    const answer: ChangedRow = { key: keyOf(first), version: first.version };
    const { role, agency } = actingPost(posts);
    const act = { what: change.what, answer, role, agency, subject, keyHash, bodyHash, at };
    return decided(
      { ...known, changed: entries, act },
      fact(OrganisationChanged, { what: change.what, codes: entries.map(keyOf), role, agency, subject }),
    );
  };

  async #again({ keyHash, bodyHash, subject }: AskedChange, error: unknown): Promise<ChangedRow> {
    const taken = isTaken(error);
    if (!taken && !(error instanceof Problem)) throw error;
    const [done] = await this.database.sql<TakenAct>`
      SELECT answer, by_subject AS subject, encode(body_hash, 'hex') AS "bodyHash"
      FROM organisation_acts WHERE key_hash = ${`\\x${keyHash}`}::bytea`;
    if (done && done.subject === subject) {
      if (done.bodyHash === bodyHash) return done.answer;
      throw refused('idempotency-key-reused');
    }
    throw taken ? refused('idempotency-key-reused') : error;
  }
}

function entriesOf(outcome: Outcome): readonly [Entry, ...Entry[]] | Problem {
  if (outcome === 'not-theirs') return notFound();
  if ('refused' in outcome) return refused(outcome.refused, outcome.values);
  if ('faults' in outcome) return invalidFields(outcome.faults);
  return outcome.entries;
}

const keyOf = (entry: Entry): string => (entry.of === 'post' ? entry.id : entry.code);

/** The post that is named as the doer: the desk's, which may all, else the first coordinator's. */
function actingPost(posts: readonly Post[]): Post {
  const post = posts.find(({ role }) => role === 'national-desk') ?? posts.find(({ role }) => role === 'coordinator');
  if (!post) throw new Error('Only the national desk and coordinators get this far.');
  return post;
}

/** Whether somebody used the key before; with a new row the act's own index is what breaks. */
function isTaken(error: unknown): boolean {
  return (error as { constraint?: unknown } | undefined)?.constraint === 'organisation_acts_once';
}
