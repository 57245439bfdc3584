import { Inject, Injectable } from '@nestjs/common';
import type { Post } from '@tuntas/permissions';
import { Database, type Sql } from '@tuntas/postgres';
import { notFound } from '@tuntas/runtime';
import { postsThatRead } from '../domain/permissions.js';
import { knowsPerson } from '../domain/readings.js';
import { caseOf, type CaseRow } from '../store/case-row.js';
import { CurrentSettings } from '../store/current-settings.js';

/** One screen; what is older stands in the journal. */
const MOST_READINGS = 200;
const MS_A_DAY = 24 * 3_600_000;

type Reader = Post & { readonly subject: string };

interface ReadingRow {
  readonly type: string;
  readonly by: Reader;
  readonly at: Date;
}

/** Who has looked at a complaint: newest first, of a person only the post where that person is none of one's own. */
@Injectable()
export class ShowReadings {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CurrentSettings) private readonly settings: CurrentSettings,
  ) {}

  /** @throws Problem not-found for everybody who may not read the case, whether it exists or not */
  async of(complaintId: string, own: readonly Post[]): Promise<object> {
    const posts = await this.settings.acting(own, this.database.sql);
    return this.database.readAsOfficer(posts, async (sql) => {
      const [row] = await sql<CaseRow & { now: Date }>`
        SELECT c.*, app_now() AS now, NULL AS open_deadlines FROM cases c WHERE c.complaint_id = ${complaintId}`;
      const kase = row && caseOf(row);
      const seeing = kase ? postsThatRead(kase, posts) : [];
      if (!kase || seeing.length === 0) throw notFound();
      // Nobody can have read it before the day on which it was received.
      const from = new Date(Date.parse(kase.receivedOn) - MS_A_DAY);
      const until = new Date(row.now.getTime() + MS_A_DAY);
      const readings = await readingsOf(complaintId, { from, until }, sql);
      return { complaintId, readings: readings.map((reading) => shown(reading, seeing)) };
    });
  }
}

/** By the index on the key, in the partitions of the months that the case has seen. */
async function readingsOf(
  complaintId: string,
  { from, until }: { readonly from: Date; readonly until: Date },
  sql: Sql,
): Promise<ReadingRow[]> {
  return sql<ReadingRow>`
    SELECT type, data -> 'by' AS by, recorded_at AS at FROM messaging.journal
    WHERE key = ${complaintId} AND stream = 'audit' AND recorded_at >= ${from} AND recorded_at < ${until}
      AND type IN ('words.read', 'reasons.read', 'identity.read') AND data -> 'by' -> 'subject' IS NOT NULL
    ORDER BY id DESC LIMIT ${MOST_READINGS}::int`;
}

function shown({ type, by: { subject, ...post }, at }: ReadingRow, posts: readonly Post[]): object {
  const [what] = type.split('.');
  return { at: at.toISOString(), what, ...post, ...(knowsPerson(posts, post) && { subject }) };
}
