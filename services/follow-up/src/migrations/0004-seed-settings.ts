import { readFileSync } from 'node:fs';
import { migration } from '@tuntas/postgres';
import { daysOffIn } from '../store/holidays.js';

/** seed/ lies beside src/ and dist/. */
const HOLIDAYS = new URL('../../seed/holidays-indonesia-2023-2027.csv', import.meta.url);

const calendar = { code: 'national', version: 1, daysOff: daysOffIn(readFileSync(HOLIDAYS, 'utf8')) };

/**
 * Defaults of domain.md §3, from material of the time of PermenPANRB 62/2018; sources differ, so other limits come as
 * later versions. `D3+leader`: working days after the breach until that rung of the ladder hears of it.
 */
const limits = {
  code: 'national',
  version: 1,
  validFrom: '2018-01-01',
  workingDays: {
    D1: 3,
    D2: 2,
    D3: 5,
    'D3+coordinator': 1,
    'D3+leader': 3,
    'D3+national-desk': 5,
    'D4-information': 5,
    'D4-aspiration': 5,
    'D4-ordinary': 14,
    'D4-supervisory': 60,
    D6: 10,
    D7: 5,
    'D7+coordinator': 1,
    'D7+leader': 3,
    'D7+national-desk': 5,
  },
};

/** JSON in dollar quotes: names of holidays hold apostrophes. */
const quoted = (value: unknown): string => `$seed$${JSON.stringify(value)}$seed$`;

/** The first version of calendar and limits, so that no complaint ever lives without clocks. */
export const SeedSettings = migration(
  'SeedSettings1700000000104',
  `INSERT INTO settings (key, version, kind, body) VALUES
     ('calendar/national', 1, 'calendar', ${quoted(calendar)}),
     ('limits/national/${limits.validFrom}', 1, 'limits', ${quoted(limits)})`,
);
