import type { Role } from '@tuntas/events';
import type { Sql } from '@tuntas/postgres';
import type { PostEntry } from '../domain/chart.js';
import type { Absence } from '../domain/posts.js';

interface Row {
  readonly id: string;
  readonly version: number;
  readonly subject: string;
  readonly role: Role;
  readonly agency: string | null;
  readonly unit: string | null;
  readonly from_at: Date;
  readonly to_at: Date | null;
  readonly absences: readonly { id: string; deputy: string | null; from: string; to: string | null }[];
  readonly now: Date;
}

/** The posts in which the subject is the officer or ever a deputy, and the database's time at which they were read. */
export async function postsAround(subject: string, sql: Sql): Promise<{ posts: PostEntry[]; now: Date }> {
  const rows = await sql<Partial<Row> & Pick<Row, 'now'>>`
    SELECT clock.now, p.*, COALESCE((
      SELECT json_agg(json_build_object('id', id, 'deputy', deputy, 'from', from_at, 'to', to_at) ORDER BY from_at)
      FROM absences WHERE post = p.id
    ), '[]') AS absences
    FROM (SELECT app_now() AS now) AS clock LEFT JOIN posts AS p ON p.id IN (
      SELECT id FROM posts WHERE subject = ${subject} UNION SELECT post FROM absences WHERE deputy = ${subject}
    ) ORDER BY p.from_at, p.id`;
  const [first] = rows;
  if (!first) throw new Error('The clock gave no row.');
  return { posts: rows.filter((row): row is Row => typeof row.id === 'string').map(postOf), now: first.now };
}

/** Posts that are in force or will be, for whoever checks a new one against them. */
export async function lastingPosts(sql: Sql): Promise<PostEntry[]> {
  const rows = await sql<Row>`
    SELECT p.*, COALESCE((
      SELECT json_agg(json_build_object('id', id, 'deputy', deputy, 'from', from_at, 'to', to_at) ORDER BY from_at)
      FROM absences WHERE post = p.id
    ), '[]') AS absences
    FROM posts AS p WHERE to_at IS NULL OR to_at > app_now() ORDER BY from_at, id`;
  return rows.map(postOf);
}

function postOf({ id, version, subject, role, agency, unit, from_at, to_at, absences }: Row): PostEntry {
  return {
    of: 'post',
    id,
    version,
    subject,
    role,
    agency: agency ?? undefined,
    unit: unit ?? undefined,
    from: from_at,
    to: to_at ?? undefined,
    absences: absences.map(absenceOf),
  };
}

function absenceOf({ id, deputy, from, to }: Row['absences'][number]): Absence {
  return { id, deputy: deputy ?? undefined, from: new Date(from), to: to === null ? undefined : new Date(to) };
}
