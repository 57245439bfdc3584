import { json, migration } from '@tuntas/postgres';
import { defaultRetention } from '../store/default-retention.js';

/** How long complaints are kept is a setting as others are; the first versions of it, after all that were written before. */
export const SeedRetention = migration(
  'SeedRetention1700000000122',
  `ALTER TABLE settings DROP CONSTRAINT settings_kind_check`,
  `ALTER TABLE settings
     ADD CONSTRAINT settings_kind_check CHECK (kind IN ('calendar', 'agency-calendar', 'limits', 'retention'))`,
  `INSERT INTO settings (key, version, kind, body, revision)
   SELECT format('retention/%s/%s', body->>'code', body->>'validFrom'), (body->>'version')::int, 'retention', body,
     (SELECT max(revision) FROM settings) + row_number() OVER (ORDER BY at)
   FROM jsonb_array_elements($seed$${json(defaultRetention)}$seed$::jsonb) WITH ORDINALITY AS seed (body, at)`,
  `CREATE UNIQUE INDEX settings_version_of_retention ON settings ((body->>'code'), version) WHERE kind = 'retention'`,
);
