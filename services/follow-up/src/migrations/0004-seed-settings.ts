import { readFileSync } from 'node:fs';
import { parseDecree } from '@tuntas/calendar/joint-decree';
import { migration } from '@tuntas/postgres';
import { firstLimits } from '../store/default-limits.js';

/** seed/ lies beside src/ and dist/. */
const HOLIDAYS = new URL('../../seed/holidays-indonesia-2023-2027.csv', import.meta.url);

const calendar = { code: 'national', version: 1, daysOff: parseDecree(readFileSync(HOLIDAYS, 'utf8')) };

/** JSON in dollar quotes: names of holidays hold apostrophes. */
const quoted = (value: unknown): string => `$seed$${JSON.stringify(value)}$seed$`;

/** The first version of calendar and limits, so that no complaint ever lives without clocks. */
export const SeedSettings = migration(
  'SeedSettings1700000000104',
  `INSERT INTO settings (key, version, kind, body) VALUES
     ('calendar/national', 1, 'calendar', ${quoted(calendar)}),
     ('limits/national/${firstLimits.validFrom}', 1, 'limits', ${quoted(firstLimits)})`,
);
