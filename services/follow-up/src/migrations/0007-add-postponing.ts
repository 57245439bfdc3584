import { migration } from '@tuntas/postgres';
import { secondLimits } from '../store/default-limits.js';

/**
 * T3 to T5: why a case waits; when its clocks started and stood still, from which their days are counted anew; the limits
 * that waiting needs. Clocks from before have no exact day 0 kept: the date of their start in the middle zone is it.
 */
export const AddPostponing = migration(
  'AddPostponing1700000000107',
  `ALTER TABLE cases ADD COLUMN postponed jsonb`,
  `ALTER TABLE deadlines ADD COLUMN starts_on date, ADD COLUMN pauses jsonb NOT NULL DEFAULT '[]'`,
  `UPDATE deadlines SET starts_on = (started_at AT TIME ZONE 'Asia/Makassar')::date`,
  `ALTER TABLE deadlines ALTER COLUMN starts_on SET NOT NULL`,
  `ALTER TABLE texts DROP CONSTRAINT texts_purpose_check`,
  `ALTER TABLE texts ADD CONSTRAINT texts_purpose_check CHECK (
     purpose IN ('follow-up', 'answer', 'missing-parts', 'return-reason', 'reassignment-reason')
   )`,
  `INSERT INTO settings (key, version, kind, body) VALUES
     ('limits/national/${secondLimits.validFrom}', ${secondLimits.version}, 'limits', $seed$${JSON.stringify(secondLimits)}$seed$)`,
);
