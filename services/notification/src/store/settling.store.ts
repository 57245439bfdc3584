import { Injectable } from '@nestjs/common';
import type { Store } from '@tuntas/messaging';
import { json, type Sql } from '@tuntas/postgres';

/** How an obligation ended. */
interface Settled {
  readonly id: string;
  readonly state: 'sent' | 'unreachable';
  readonly because: string | null;
}

/** The obligations of a complaint that are still due, and how some of them end now. */
export interface Settling {
  readonly secret: boolean;
  readonly due: ReadonlySet<string>;
  readonly settled: readonly Settled[];
}

@Injectable()
export class SettlingStore implements Store<Settling> {
  async load(keys: readonly string[], sql: Sql): Promise<ReadonlyMap<string, Settling>> {
    const rows = await sql<{ complaint_id: string; secret: boolean; due: string[] }>`
      SELECT complaint_id, (known->>'secret')::boolean AS secret,
        ARRAY(SELECT id FROM obligations o WHERE o.complaint_id = c.complaint_id AND o.state = 'due') AS due
      FROM complaints c WHERE complaint_id = ANY (${keys}::uuid[]) FOR UPDATE`;
    return new Map(
      rows.map(({ complaint_id, secret, due }) => [complaint_id, { secret, due: new Set(due), settled: [] }]),
    );
  }

  async save(changed: ReadonlyMap<string, Settling>, sql: Sql): Promise<void> {
    const rows = [...changed.values()].flatMap(({ settled }) => settled);
    await sql`
      UPDATE obligations o SET state = s.state, because = s.because, settled_at = app_now()
      FROM json_to_recordset(${json(rows)}) AS s (id uuid, state text, because text) WHERE o.id = s.id`;
  }

  /** What is said about a secret complaint must not tell the time of day. */
  discreet({ secret }: Settling): boolean {
    return secret;
  }
}
