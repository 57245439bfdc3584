import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { agencyCode, role, unitCode } from '@tuntas/events';
import { recordAudit } from '@tuntas/messaging';
import { Database, json, type Sql } from '@tuntas/postgres';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { type Offices, postFaults, type ProposedPost } from './domain/post-faults.js';
import { migrations } from './migrate.js';
import { lastingPosts } from './store/posts.js';

const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((cell) => (cell === '' ? undefined : cell), schema.optional());
const appointment = z.strictObject({
  subject: z.string().min(1).max(200),
  role,
  agency: optional(agencyCode),
  unit: optional(unitCode),
});

/**
 * `main.js appoint posts.csv`: the first officers of an installation, from now until further notice; all others are made
 * by these through the API. Columns: subject, role, agency, unit. Whoever holds the post already keeps it.
 * @throws Error with the line, when a post cannot be; then none was made.
 */
export async function appoint(url: string, [file]: readonly string[]): Promise<void> {
  if (file === undefined) throw new Error('appoint needs a file: main.js appoint posts.csv');
  const rows = z
    .array(appointment)
    .parse(parse(await readFile(file), { columns: true, bom: true, skip_empty_lines: true }));
  const database = await Database.open({ url, name: 'routing appoint', migrations });
  try {
    const made = await database.transaction(async (sql) => appointAll(rows, sql));
    process.stdout.write(`${made} posts were made, ${rows.length - made} were held already\n`);
  } finally {
    await database.close();
  }
}

async function appointAll(rows: readonly z.output<typeof appointment>[], sql: Sql): Promise<number> {
  const [{ now } = { now: new Date() }] = await sql<{ now: Date }>`SELECT app_now() AS now`;
  const agencies = await sql<{ code: string }>`SELECT code FROM agencies`;
  const units = await sql<{ code: string; agency: string }>`SELECT code, agency FROM units`;
  const chart = {
    agencies: new Set(agencies.map(({ code }) => code)),
    agencyOfUnit: new Map(units.map(({ code, agency }) => [code, agency])),
  };
  const posts = await lastingPosts(sql);
  const made: ProposedPost[] = [];
  for (const [index, row] of rows.entries()) {
    const post = { ...row, id: randomUUID(), from: now };
    const faults = postFaults(post, { ...chart, posts: [...posts, ...made.map(withoutAbsences)] } satisfies Offices);
    if (faults.length > 0 && faults.every(({ code }) => code === 'post-held-already')) continue;
    if (faults.length > 0) throw new Error(`line ${index + 2}: ${faults.map(({ code }) => code).join(', ')}`);
    made.push(post);
  }
  await insert(made, sql);
  return made.length;
}

const withoutAbsences = (post: ProposedPost) => ({ ...post, absences: [] });

async function insert(posts: readonly ProposedPost[], sql: Sql): Promise<void> {
  const operator = userInfo().username;
  await sql`
    INSERT INTO posts (id, subject, role, agency, unit, from_at, made_by)
    SELECT *, ${`operator ${operator}`} FROM json_to_recordset(${json(posts)}) AS p
      (id uuid, subject text, role text, agency text, unit text, "from" timestamptz)`;
  await recordAudit(
    sql,
    ...posts.map(({ id }) => ({ type: 'post.changed' as const, key: id, data: { by: { operator } } })),
  );
}
