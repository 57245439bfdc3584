import { Inject, Injectable } from '@nestjs/common';
import type { CaseState } from '@tuntas/events';
import { Database } from '@tuntas/postgres';
import { invalid } from '@tuntas/runtime';
import { z } from 'zod';
import type { Suggestion } from '../domain/case.js';
import type { Post } from '@tuntas/permissions';
import { type QueueName, queueNames, scopesFor } from '../domain/queues.js';
import { type CaseRow, holderOf } from '../store/case-row.js';
import { CurrentSettings } from '../store/current-settings.js';

/** A screen and a little more; the next page costs the same as the first. */
const PAGE_ITEMS = 50;
/** A badge says "1000+" beyond; nobody works through more by looking at a number. */
const MOST_COUNTED = 1_001;

interface Row extends Pick<
  CaseRow,
  'complaint_id' | 'reference' | 'holder_body' | 'holder_agency' | 'holder_unit' | 'suggestions' | 'category' | 'area'
> {
  readonly state: CaseState;
  readonly since: Date;
  readonly round: number;
  readonly version: number;
  readonly kind: string;
  readonly class: string;
  readonly anonymous: boolean;
  readonly secret: boolean;
  readonly urgent: boolean;
  readonly possibly_supervisory: boolean;
  readonly returns: number;
  readonly to_arbiter: boolean;
  readonly due_at: Date;
}

/** An open clock as lists show it. */
interface Due {
  readonly clock: string;
  readonly dueOn: string;
  readonly missed: boolean;
}

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()]);

/** The lists officers work from. Badge and list are the same rows: a case is in a queue because a row says so. */
@Injectable()
export class ListQueues {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CurrentSettings) private readonly settings: CurrentSettings,
  ) {}

  /** How many cases wait in each queue, for these posts; counted up to a thousand. */
  async counts(own: readonly Post[]): Promise<{ readonly queue: QueueName; readonly count: number }[]> {
    const posts = await this.settings.acting(own, this.database.sql);
    return this.database.readAtOnceAsOfficer(
      posts,
      async (sql) => sql<{ queue: QueueName; count: number }>`
      SELECT q.queue, counted.count
      FROM unnest(${queueNames}::text[]) AS q (queue) CROSS JOIN LATERAL (
        SELECT count(*) AS count FROM (
          SELECT DISTINCT first.complaint_id FROM unnest(${scopes(posts)}::text[]) AS s (scope) CROSS JOIN LATERAL (
            SELECT p.complaint_id FROM queue_places p WHERE p.scope = s.scope AND p.queue = q.queue LIMIT ${MOST_COUNTED}
          ) AS first LIMIT ${MOST_COUNTED}
        ) AS waiting
      ) AS counted`,
    );
  }

  /** One page of a queue, the most pressing first. @throws Problem `invalid` for a cursor that is none of ours. */
  async page(
    queue: QueueName,
    own: readonly Post[],
    cursor: string | undefined,
  ): Promise<{ readonly items: readonly object[]; readonly next?: string }> {
    const [dueAt, id] = after(cursor);
    const posts = await this.settings.acting(own, this.database.sql);
    const rows = await this.database.readAtOnceAsOfficer(
      posts,
      async (sql) => sql<Row>`
      SELECT c.complaint_id, c.reference, c.state, c.since, c.round, c.version, c.kind, c.class, c.category, c.area,
        c.anonymous, c.secret, c.urgent, c.possibly_supervisory, c.returns, c.to_arbiter, c.suggestions,
        c.holder_body, c.holder_agency, c.holder_unit, p.due_at
      FROM (
        SELECT page.complaint_id, page.due_at
        FROM unnest(${scopes(posts)}::text[]) AS s (scope) CROSS JOIN LATERAL (
          SELECT q.complaint_id, q.due_at FROM queue_places q
          WHERE q.scope = s.scope AND q.queue = ${queue} AND (q.due_at, q.complaint_id) > (${dueAt}::timestamptz, ${id}::uuid)
          ORDER BY q.due_at, q.complaint_id LIMIT ${PAGE_ITEMS + 1}
        ) AS page
        GROUP BY page.complaint_id, page.due_at ORDER BY page.due_at, page.complaint_id LIMIT ${PAGE_ITEMS + 1}
      ) AS p JOIN cases c ON c.complaint_id = p.complaint_id
      ORDER BY p.due_at, p.complaint_id`,
    );
    const shown = rows.slice(0, PAGE_ITEMS);
    const due = await this.#dueOf(shown);
    const items = shown.map((row) => itemOf(row, due.get(row.complaint_id) ?? []));
    const last = shown.at(-1);
    return rows.length > PAGE_ITEMS && last ? { items, next: cursorOf(last) } : { items };
  }

  /**
   * Open clocks of cases that row-level security has just shown. They are read by those ids as the service: the policy on
   * clocks would look each case up again, for every clock of a page, which was a fifth of a list's time. Not `= ANY`, which
   * is planned anew each time.
   */
  async #dueOf(shown: readonly Row[]): Promise<ReadonlyMap<string, readonly Due[]>> {
    const rows = await this.database.sql<{ complaint_id: string; due: readonly Due[] | null }>`
      SELECT s.complaint_id, (
        SELECT json_agg(json_build_object('clock', d.clock, 'dueOn', d.due_on, 'missed', d.missed_at IS NOT NULL) ORDER BY d.due_at)
        FROM deadlines d WHERE d.complaint_id = s.complaint_id AND d.ended_at IS NULL
      ) AS due
      FROM unnest(${shown.map((row) => row.complaint_id)}::uuid[]) AS s (complaint_id)`;
    return new Map(rows.map((row) => [row.complaint_id, row.due ?? []]));
  }
}

const scopes = (posts: readonly Post[]): string[] => [...new Set(posts.flatMap(scopesFor))];

/** What a list shows: never a text, so that a list leaks nothing that a case would not. */
function itemOf(row: Row, due: readonly Due[]): object {
  const suggestions: readonly Suggestion[] = row.suggestions;
  return {
    complaintId: row.complaint_id,
    reference: row.reference,
    state: row.state,
    since: row.since,
    holder: holderOf(row),
    kind: row.kind,
    class: row.class,
    category: row.category ?? undefined,
    area: row.area ?? undefined,
    round: row.round,
    returns: row.returns,
    version: row.version,
    due,
    overdue: due.some(({ clock, missed }) => missed && clock !== 'D6'),
    flags: {
      anonymous: row.anonymous,
      secret: row.secret,
      urgent: row.urgent,
      possiblySupervisory: row.possibly_supervisory,
      toArbiter: row.to_arbiter,
    },
    suggestions,
  };
}

const cursorOf = ({ due_at, complaint_id }: Row): string =>
  Buffer.from(JSON.stringify([due_at.toISOString(), complaint_id])).toString('base64url');

const beforeAll = ['1970-01-01T00:00:00.000Z', '00000000-0000-0000-0000-000000000000'] as const;

function after(cursor: string | undefined): readonly [string, string] {
  if (cursor === undefined) return beforeAll;
  try {
    return cursorShape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw invalid('wrong-format', 'cursor');
  }
}
