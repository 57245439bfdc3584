import { z } from 'zod';
import { declare } from './declare.js';
import { retentionScope, settingParts } from './setting-words.js';
import { agencyCode, localDate } from './words.js';

const daysOff = z.array(z.object({ on: localDate, kind: z.enum(['holiday', 'collective-leave']), name: z.string() }));

/** Days off that count: national holidays and collective leave, by the joint decree of three ministers. */
export const CalendarDescribed = declare(
  'calendar.described',
  'follow-up',
  'tuntas.settings.v1',
  'A calendar of days off as it is from now on.',
  { version: z.int().positive(), code: z.string(), daysOff },
);

/** Beside the national calendar, never instead of it: a type of its own, so that no reader takes it for the nation's. */
export const AgencyCalendarDescribed = declare(
  'agency-calendar.described',
  'follow-up',
  'tuntas.settings.v1',
  'The working week and the own days off of one agency, as they are from now on.',
  {
    version: z.int().positive(),
    agency: agencyCode,
    week: z.enum(['five-days', 'six-days']).describe('Monday to Friday, or to Saturday as in schools and clinics.'),
    daysOff: daysOff.describe('Days off besides the national ones.'),
  },
);

/** Limits of the clocks, in working days unless said. */
export const LimitsDescribed = declare(
  'limits.described',
  'follow-up',
  'tuntas.settings.v1',
  'The limits of the clocks as they are from the date given.',
  {
    version: z.int().positive(),
    code: z.string(),
    validFrom: localDate,
    workingDays: z
      .record(z.string(), z.int().positive())
      .describe('Limits by clock, for example `D1` and, where kind or class matters, `D4-ordinary`.'),
    ...settingParts,
  },
);

const months = z.int().positive();

/** How long is kept who told a complaint, and its words; the plan of one kind of complaints, from a date on. */
export const RetentionDescribed = declare(
  'retention.described',
  'follow-up',
  'tuntas.settings.v1',
  'How long identity and words of complaints are kept once nothing can be reopened any more, from the date given.',
  {
    version: z.int().positive(),
    code: z.string(),
    validFrom: localDate,
    scope: retentionScope.optional(),
    identityMonths: months.describe('Months until the key of the identity is destroyed.'),
    wordsMonths: months.describe('Months until the words are erased; never fewer than those of the identity.'),
  },
);
