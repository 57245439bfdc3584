import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { fact, OrganisationChanged } from '@tuntas/events';
import { type Commands, type Context, decided, type Decision, Messaging } from '@tuntas/messaging';
import { Database } from '@tuntas/postgres';
import type { Post } from '@tuntas/permissions';
import { invalidFields, notFound, type OfficersWrite, Problem, refused } from '@tuntas/runtime';
import type { Asking } from '../domain/authority.js';
import type { Outcome } from '../domain/changes.js';
import type { Chart, Entry } from '../domain/chart.js';
import { ChartStore, type ChartUnderChange, readChart } from '../store/chart.store.js';

/** What is asked, by whom and under which key; what comes of it is found on the organisation as it is under the lock. */
export type AskedChange = Pick<OfficersWrite, 'subject' | 'posts' | 'keyHash' | 'bodyHash'> & {
  readonly what: string;
  readonly outcome: (asking: Asking, chart: Chart) => Outcome;
  /** Of the entries that are left, and of the organisation before. */
  readonly answer: (entries: readonly Entry[], chart: Chart) => object;
};

interface TakenAct {
  readonly answer: object;
  readonly subject: string;
  readonly bodyHash: string;
}

/**
 * The one way in for whoever changes the organisation: one transaction, in which nobody else changes it, with the
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
  async execute(input: AskedChange): Promise<object> {
    const { store, decide } = this;
    try {
      const { state } = await this.messaging.command({ store, decide, key: randomUUID(), input });
      if (!state?.act) throw new Error('A change was decided without an act.');
      return state.act.answer;
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
    const { what, subject, posts, keyHash, bodyHash } = asked;
    const { chart } = known;
    const entries = entriesOf(asked.outcome({ subject, posts }, chart));
    if (entries instanceof Problem) return entries;
    const { role, agency } = actingPost(posts);
    const act = { what, answer: asked.answer(entries, chart), role, agency, subject, keyHash, bodyHash, at };
    const codes = entries.map(keyOf);
    const said = codes.length === 0 ? [] : [fact(OrganisationChanged, { what, codes, role, agency, subject })];
    return decided({ ...known, changed: entries, act }, ...said);
  };

  /** What it would be answered with, and nothing is changed. @throws Problem as `execute` */
  async preview({ outcome, answer, subject, posts }: AskedChange): Promise<object> {
    const chart = await readChart(this.database.sql);
    const entries = entriesOf(outcome({ subject, posts }, chart));
    if (entries instanceof Problem) throw entries;
    return { ...answer(entries, chart), dryRun: true };
  }

  async #again({ keyHash, bodyHash, subject }: AskedChange, error: unknown): Promise<object> {
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

function entriesOf(outcome: Outcome): readonly Entry[] | Problem {
  if (outcome === 'not-theirs') return notFound();
  if ('refused' in outcome) return refused(outcome.refused, outcome.values);
  if ('faults' in outcome) return invalidFields(outcome.faults);
  return outcome.entries;
}

export const keyOf = (entry: Entry): string => (entry.of === 'post' ? entry.id : entry.code);

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
