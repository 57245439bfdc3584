/**
 * Letters between merged cases (T17): what happened to a lead goes to its members, what a member's complainant did goes to
 * the lead. A case writes a letter in the transaction of its own change; here it is read under the lock of whom it is for,
 * in the order of writing, and taken away in the transaction of what it caused. So nobody needs two locks, nothing is told
 * twice, and what was not told yet still lies there after any downtime.
 */
import { type Context, type Decision, Schedule, type Sweeps, unchanged } from '@tuntas/messaging';
import type { Sql } from '@tuntas/postgres';
import { concluded } from '../concluded.js';
import { readLetters } from '../domain/letters.js';
import { CurrentSettings } from '../store/current-settings.js';
import { type Addressee, LetterStore } from '../store/letter.store.js';

/** A complainant of a merged case sees what happened this much later than the lead's. */
const EVERY_MS = 250;
/** So many letters hold as many addressees as are asked for, when a lead with thirty members moves. */
const LETTERS_LOOKED_AT = 5_000;

@Schedule(LetterStore, { everyMs: EVERY_MS })
export class CarryLetters implements Sweeps<Addressee> {
  constructor(private readonly settings: CurrentSettings) {}

  async due(sql: Sql, most: number): Promise<readonly string[]> {
    const rows = await sql<{ to_id: string }>`
      SELECT to_id FROM (SELECT id, to_id FROM case_letters ORDER BY id LIMIT ${LETTERS_LOOKED_AT}) AS oldest
      GROUP BY to_id ORDER BY min(id) LIMIT ${most}`;
    return rows.map(({ to_id }) => to_id);
  }

  decide(found: Addressee | undefined, _: undefined, { now }: Context): Decision<Addressee> {
    if (!found || found.letters.length === 0) return unchanged;
    const { kase, facts } = readLetters(found.kase, found.letters, now, this.settings.now);
    const decision = concluded({ kase, facts });
    return { ...decision, state: { ...found, kase: decision.state ?? kase } };
  }
}
