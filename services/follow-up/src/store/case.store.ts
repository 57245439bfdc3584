import { Injectable } from '@nestjs/common';
import { recordAudit, type Store } from '@tuntas/messaging';
import { json, type Sql } from '@tuntas/postgres';
import type { Case } from '../domain/case.js';
import { changesOf } from './case-change.js';
import { type CaseRow, caseOf, letterRowsOf } from './case-row.js';
import { complaintIds } from './complaint-ids.js';
import { CurrentSettings } from './current-settings.js';

type Cases = ReadonlyMap<string, Case>;

/** Somebody else changed the case although its lock was held: a lock that does not work must not pass unseen. */
class LostChange extends Error {
  readonly constraint = 'cases_revision';
}

/**
 * Cases with their open clocks, many at once; the texts, acts and queue places that a change brings with it. Of what is as it
 * was loaded nothing is written but the revision: a case's row is wide, and most of what a clock does leaves it alone. So a
 * change of what `placesOf` says of a case needs a migration of `queue_places`.
 */
@Injectable()
export class CaseStore implements Store<Case> {
  constructor(private readonly settings: CurrentSettings) {}

  async load(keys: readonly string[], sql: Sql): Promise<Cases> {
    await this.settings.refresh(sql);
    const rows = await sql<CaseRow>`
      SELECT c.*, (
        SELECT json_agg(d ORDER BY d.started_at, d.clock) FROM deadlines d
        WHERE d.complaint_id = c.complaint_id AND d.ended_at IS NULL
      ) AS open_deadlines
      FROM cases c WHERE c.complaint_id = ANY (${complaintIds(keys)}::uuid[]) FOR UPDATE`;
    return new Map(rows.map((row) => [row.complaint_id, caseOf(row)]));
  }

  async save(changed: Cases, sql: Sql, loaded: Cases = new Map()): Promise<void> {
    const { ticked, moved, clocks, texts, acts, places, placed } = changesOf(changed, loaded);
    const [saved] = await sql<{ count: number }>`
      WITH ticked AS (
        UPDATE cases c SET revision = n.revision
        FROM json_to_recordset(${json(ticked)}) AS n (complaint_id uuid, revision int)
        WHERE c.complaint_id = n.complaint_id AND c.revision = n.revision - 1 RETURNING 1
      ), kept AS (
        INSERT INTO cases AS c SELECT * FROM json_to_recordset(${json(moved)}) AS n (
          complaint_id uuid, reference text, kind text, class text, category text, area text, anonymous boolean,
          secret boolean, urgent boolean, possibly_supervisory boolean, received_on date, state text,
          since timestamptz, holder_body text, holder_agency text, holder_unit text, supporting jsonb, round int,
          version int, revision int, reopened_times int, answer_id uuid, answer_notice jsonb, suggestions jsonb,
          instances jsonb, returns int, former_holders jsonb, to_arbiter boolean, choice_binds boolean,
          last_move jsonb, postponed jsonb, accused jsonb, answered_by text, proposal jsonb, promised jsonb,
          extended_days int, appealed boolean, merged jsonb, members jsonb, complainant_left boolean, accepted uuid,
          title_text_id uuid, complainant_said boolean)
        ON CONFLICT (complaint_id) DO UPDATE SET
          accused = EXCLUDED.accused, answered_by = EXCLUDED.answered_by, proposal = EXCLUDED.proposal,
          promised = EXCLUDED.promised, extended_days = EXCLUDED.extended_days, appealed = EXCLUDED.appealed,
          merged = EXCLUDED.merged, members = EXCLUDED.members, complainant_left = EXCLUDED.complainant_left,
          accepted = EXCLUDED.accepted, title_text_id = EXCLUDED.title_text_id,
          complainant_said = EXCLUDED.complainant_said, class = EXCLUDED.class, category = EXCLUDED.category,
          area = EXCLUDED.area, secret = EXCLUDED.secret, urgent = EXCLUDED.urgent,
          possibly_supervisory = EXCLUDED.possibly_supervisory, state = EXCLUDED.state, since = EXCLUDED.since,
          holder_body = EXCLUDED.holder_body, holder_agency = EXCLUDED.holder_agency,
          holder_unit = EXCLUDED.holder_unit, supporting = EXCLUDED.supporting, round = EXCLUDED.round,
          version = EXCLUDED.version, revision = EXCLUDED.revision, reopened_times = EXCLUDED.reopened_times,
          answer_id = EXCLUDED.answer_id, answer_notice = EXCLUDED.answer_notice, suggestions = EXCLUDED.suggestions,
          instances = EXCLUDED.instances, postponed = EXCLUDED.postponed, returns = EXCLUDED.returns,
          former_holders = EXCLUDED.former_holders, to_arbiter = EXCLUDED.to_arbiter,
          choice_binds = EXCLUDED.choice_binds, last_move = EXCLUDED.last_move
        WHERE c.revision = EXCLUDED.revision - 1 RETURNING 1
      ), clocks AS (
        INSERT INTO deadlines AS d SELECT * FROM json_to_recordset(${json(clocks)}) AS n (
          complaint_id uuid, clock text, instance int, started_at timestamptz, due_at timestamptz, due_on date,
          working_days int, calendar_version int, limits_version int, ahead jsonb, reminded boolean,
          missed_at timestamptz, ended_at timestamptz, next_look_at timestamptz, close_look_at timestamptz,
          starts_on date, pauses jsonb, limits_code text, agency text, settings_revision int
        )
        ON CONFLICT (complaint_id, clock, instance) DO UPDATE SET
          due_at = EXCLUDED.due_at, due_on = EXCLUDED.due_on, calendar_version = EXCLUDED.calendar_version,
          working_days = EXCLUDED.working_days, limits_code = EXCLUDED.limits_code,
          limits_version = EXCLUDED.limits_version, settings_revision = EXCLUDED.settings_revision,
          ahead = EXCLUDED.ahead, reminded = EXCLUDED.reminded, missed_at = coalesce(d.missed_at, EXCLUDED.missed_at),
          pauses = EXCLUDED.pauses, ended_at = EXCLUDED.ended_at, next_look_at = EXCLUDED.next_look_at,
          close_look_at = EXCLUDED.close_look_at
      ), wrote AS (
        INSERT INTO texts SELECT * FROM json_to_recordset(${json(texts)}) AS n (
          text_id uuid, complaint_id uuid, purpose text, audience text, words text, by_role text, agency text,
          unit text, outcome text, planned_on date, written_at timestamptz
      )), acted AS (
        INSERT INTO officer_acts SELECT * FROM json_to_recordset(${json(acts)}) AS n (
          complaint_id uuid, key_hash bytea, body_hash bytea, move text, by_role text, by_subject text, agency text,
          unit text, state text, holder_body text, holder_agency text, holder_unit text, version int, text_id uuid,
          at timestamptz
      )), places AS (
        SELECT * FROM json_to_recordset(${json(places)})
          AS n (complaint_id uuid, queue text, scope text, due_at timestamptz)
      ), left_places AS (
        DELETE FROM queue_places q WHERE q.complaint_id = ANY (${placed}::uuid[]) AND NOT EXISTS (
          SELECT FROM places p WHERE p.complaint_id = q.complaint_id AND p.queue = q.queue AND p.scope = q.scope)
      ), took_places AS (
        INSERT INTO queue_places AS q SELECT * FROM places
        ON CONFLICT (complaint_id, queue, scope) DO UPDATE SET due_at = EXCLUDED.due_at WHERE q.due_at <> EXCLUDED.due_at
      )
      SELECT (SELECT count(*) FROM kept) + (SELECT count(*) FROM ticked) AS count`;
    if (saved?.count !== changed.size) throw new LostChange('a case changed while its lock was held');
    await saveSeldom([...changed.values()], sql);
  }

  /** A secret complaint's facts tell no time of day (design.md §3). */
  discreet({ secret }: Case): boolean {
    return secret;
  }
}

/** Which person acted: in the audit alone, since facts travel and name the post. */
const actEntriesOf = ({ complaintId, secret, acts }: Case) =>
  acts.map(({ move, by: role, bySubject: subject, agency, unit }) => ({
    type: 'act.done' as const,
    key: complaintId,
    data: { by: { subject, role, agency, unit }, act: move },
    discreet: secret,
  }));

/** Most changes have none of these, and pay no statement for them. */
const isSeldom = ({ letters, released, withholdsWords }: Case): boolean =>
  letters.length > 0 || released.length > 0 || withholdsWords === true;

/**
 * Who acted; letters to merged cases, texts that the complainant may read from now on, words that are intake's alone from
 * now on.
 */
async function saveSeldom(all: readonly Case[], sql: Sql): Promise<void> {
  await recordAudit(sql, ...all.flatMap(actEntriesOf));
  const cases = all.filter(isSeldom);
  if (cases.length === 0) return;
  const withholding = cases.filter(({ withholdsWords }) => withholdsWords).map(({ complaintId }) => complaintId);
  await sql`
    WITH let_out AS (
      UPDATE texts SET audience = 'complainant' WHERE text_id = ANY (${cases.flatMap(({ released }) => released)}::uuid[])
    ), withheld AS (
      INSERT INTO told AS t (complaint_id, gone, withheld) SELECT id, false, true FROM unnest(${withholding}::uuid[]) AS id
      ON CONFLICT (complaint_id) DO UPDATE SET title = NULL, words = NULL, place = NULL, withheld = true
    )
    INSERT INTO case_letters (to_id, from_id, kind, body)
    SELECT * FROM json_to_recordset(${json(cases.flatMap(letterRowsOf))}) AS n (to_id uuid, from_id uuid, kind text, body jsonb)`;
}
