import { migration } from '@tuntas/postgres';
import { defaultLimits } from '../store/default-limits.js';

/**
 * Settings by kind, class, agency and category, and calendars of agencies:
 * - `settings.revision` rises with every version of anything, without a gap: whoever has seen the highest has seen all;
 * - `by_role` and `by_agency` are the post that wrote it, `key_hash` and `body_hash` are what a retry is known by;
 * - a clock knows which setting gave its limit, by whose rules it counts, and which settings it was last worked out by.
 *   Clocks from before keep their limits, which the third version repeats.
 */
export const ScopeSettings = migration(
  'ScopeSettings1700000000113',
  `ALTER TABLE settings DROP CONSTRAINT settings_kind_check`,
  `ALTER TABLE settings
     ADD CONSTRAINT settings_kind_check CHECK (kind IN ('calendar', 'agency-calendar', 'limits')),
     ADD COLUMN revision int,
     ADD COLUMN written_at timestamptz,
     ADD COLUMN by_role text,
     ADD COLUMN by_agency text,
     ADD COLUMN by_subject text,
     ADD COLUMN key_hash bytea,
     ADD COLUMN body_hash bytea`,
  `INSERT INTO settings (key, version, kind, body) VALUES
     ('limits/national/${defaultLimits.validFrom}', ${defaultLimits.version}, 'limits', $seed$${JSON.stringify(defaultLimits)}$seed$)
   ON CONFLICT DO NOTHING`,
  `UPDATE settings s SET revision = n.revision
   FROM (SELECT key, version, row_number() OVER (ORDER BY version, key) AS revision FROM settings) AS n
   WHERE n.key = s.key AND n.version = s.version`,
  `ALTER TABLE settings ALTER COLUMN revision SET NOT NULL`,
  `CREATE UNIQUE INDEX settings_revision ON settings (revision)`,
  `CREATE UNIQUE INDEX settings_version_of_code ON settings (kind, (body->>'code'), version) WHERE kind = 'limits'`,
  `CREATE UNIQUE INDEX settings_write_once ON settings (key_hash) WHERE key_hash IS NOT NULL`,
  `ALTER TABLE deadlines
     ADD COLUMN limits_code text NOT NULL DEFAULT 'national',
     ADD COLUMN agency text,
     ADD COLUMN settings_revision int NOT NULL DEFAULT 0`,
  `UPDATE deadlines d SET
     settings_revision = (SELECT max(revision) FROM settings),
     agency = (SELECT holder_agency FROM cases c WHERE c.complaint_id = d.complaint_id)
   WHERE ended_at IS NULL`,
  `CREATE INDEX deadlines_by_older_settings ON deadlines (settings_revision) WHERE ended_at IS NULL`,
);
