import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { PostDescribed } from '@tuntas/events';
import { eventually } from '@tuntas/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOfficer, asService, type Routing, runningRouting } from '../fixtures/running.js';
import { appoint } from './appoint.js';

let here: Routing;
const folder = mkdtempSync(join(tmpdir(), 'tuntas-posts-'));

beforeAll(async () => {
  here = await runningRouting();
});
afterAll(async () => {
  await here.close();
  rmSync(folder, { recursive: true });
});

async function appointed(...lines: readonly string[]): Promise<void> {
  const file = join(folder, `${randomUUID()}.csv`);
  writeFileSync(file, ['subject,role,agency,unit', ...lines].join('\n'));
  await appoint(here.db.url, [file]);
}

async function postsOf(subject: string, headers?: Record<string, string>) {
  const response = await here.app.inject({
    url: `/api/internal/officers/${subject}/posts`,
    headers: headers ?? (await asService('portal')),
  });
  return { status: response.statusCode, body: response.json() as { subject: string; posts: unknown[] } };
}

describe('the posts of an officer', () => {
  it('are the demo’s, one a role, and the same when the demo starts again', async () => {
    for (let start = 0; start < 2; start += 1)
      await appoint(here.db.url, [join(import.meta.dirname, '..', '..', '..', 'deploy/local/demo/posts.csv')]);
    const { body } = await postsOf('demo-liaison');
    expect(body).toEqual({
      subject: 'demo-liaison',
      posts: [{ id: expect.any(String), role: 'liaison', agency: 'dinas-pekerjaan-umum', unit: 'dinas-pu-bina-marga' }],
    });
    expect((await postsOf('demo-auditor')).body.posts).toEqual([{ id: expect.any(String), role: 'auditor' }]);
  });

  it('are none for whoever is not known', async () => {
    expect(await postsOf('nobody')).toEqual({ status: 200, body: { subject: 'nobody', posts: [] } });
  });

  it('are told to the portal alone', async () => {
    const others = [await asService('follow-up'), await asOfficer('demo-auditor', { role: 'auditor' })];
    for (const headers of others) expect((await postsOf('demo-liaison', headers)).status).toBe(404);
    expect((await postsOf('demo-liaison', {})).status).toBe(401);
  });

  it('end by the database’s clock, and a deputy acts inside the absence only', async () => {
    await appointed('ani,liaison,dinas-sosial,');
    const { sql } = here.db.database;
    await sql`UPDATE posts SET to_at = from_at + interval '30 days' WHERE subject = 'ani'`;
    await sql`
      INSERT INTO absences (id, post, deputy, from_at, to_at, made_by)
      SELECT gen_random_uuid(), id, 'budi', from_at + interval '10 days', from_at + interval '12 days', 'test'
      FROM posts WHERE subject = 'ani'`;
    const acting = async (): Promise<string[]> => {
      const [ani, budi] = [await postsOf('ani'), await postsOf('budi')];
      return [...(ani.body.posts.length > 0 ? ['ani'] : []), ...(budi.body.posts.length > 0 ? ['budi'] : [])];
    };
    const seen: string[][] = [await acting()];
    // Just before and just after each change; the tests' own time is far below a minute.
    for (const moved of [
      '10 days -1 minute',
      '10 days 1 minute',
      '12 days -1 minute',
      '12 days 1 minute',
      '30 days -1 minute',
    ]) {
      await here.db.moveClock(moved);
      seen.push(await acting());
    }
    await here.db.moveClock('30 days 1 second');
    seen.push(await acting());
    expect(seen).toEqual([['ani'], ['ani'], ['budi'], ['budi'], ['ani'], ['ani'], []]);
    await here.db.moveClock('0 seconds');
  });

  it('are made all or none, and the line that cannot be is named', async () => {
    await expect(appointed('citra,leader,dinas-sosial,', 'dewi,coordinator,,')).rejects.toThrow(
      'line 3: post-needs-agency',
    );
    expect((await postsOf('citra')).body.posts).toEqual([]);
  });

  it('are told to everybody as facts', async () => {
    await appointed('eka,leader,dinas-kesehatan,');
    const told = await eventually(async () => {
      const records = await here.kafka.read(`${here.kafka.topicPrefix}tuntas.organisation.v1`);
      const posts = records.filter(({ headers }) => headers['ce_type'] === PostDescribed.type);
      const eka = posts.map(({ value }) => JSON.parse(value ?? '{}')).find(({ subject }) => subject === 'eka');
      expect(eka).toBeDefined();
      return eka;
    });
    expect(told).toMatchObject({ version: 1, role: 'leader', agency: 'dinas-kesehatan', absences: [] });
    expect(PostDescribed.schema.parse(told)).toEqual(told);
  });
});
