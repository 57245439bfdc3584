import { Injectable } from '@nestjs/common';
import type { Store } from '@tuntas/messaging';
import type { Sql } from '@tuntas/postgres';
import type { Case } from '../domain/case.js';
import type { Letter } from '../domain/letters.js';
import { CaseStore } from './case.store.js';
import { complaintIds } from './complaint-ids.js';

/** A case with the letters that wait for it, oldest first. */
export interface Addressee {
  readonly kase: Case;
  readonly letters: readonly Letter[];
  readonly letterIds: readonly string[];
}

interface Row {
  readonly letter_id: string;
  readonly to_id: string;
  readonly from_id: string;
  readonly kind: Letter['kind'];
  readonly body: unknown;
}

/**
 * Merged cases as their letters are read; the letters go with what they caused. A reading takes more than a lead causes in
 * a busy minute, and the next look takes the rest.
 */
@Injectable()
export class LetterStore implements Store<Addressee> {
  constructor(private readonly cases: CaseStore) {}

  async load(keys: readonly string[], sql: Sql): Promise<ReadonlyMap<string, Addressee>> {
    const cases = await this.cases.load(keys, sql);
    const rows = await sql<Row>`
      SELECT id::text AS letter_id, to_id, from_id, kind, body FROM case_letters
      WHERE to_id = ANY (${complaintIds(keys)}::uuid[]) ORDER BY id LIMIT 2000`;
    return new Map(
      [...cases].map(([id, kase]) => [
        id,
        addressee(
          kase,
          rows.filter(({ to_id }) => to_id === id),
        ),
      ]),
    );
  }

  async save(changed: ReadonlyMap<string, Addressee>, sql: Sql, loaded: ReadonlyMap<string, Addressee>): Promise<void> {
    await this.cases.save(casesOf(changed), sql, casesOf(loaded));
    const read = [...changed.values()].flatMap(({ letterIds }) => letterIds);
    await sql`DELETE FROM case_letters WHERE id = ANY (${read}::bigint[])`;
  }

  discreet({ kase }: Addressee): boolean {
    return this.cases.discreet(kase);
  }
}

const casesOf = (addressees: ReadonlyMap<string, Addressee>): Map<string, Case> =>
  new Map([...addressees].map(([id, { kase }]) => [id, kase]));

function addressee(kase: Case, rows: readonly Row[]): Addressee {
  // The writer is this service itself, in the version that runs or the one before.
  const letters = rows.map(({ from_id: from, kind, body }) => ({ from, kind, body }) as Letter);
  return { kase, letters, letterIds: rows.map(({ letter_id: id }) => id) };
}
