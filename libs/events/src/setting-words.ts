import { z } from 'zod';
import { agencyCode, categoryCode, clock, complaintClass, complaintKind, localDate } from './words.js';

/** Whom a setting is about; without an entry it is about all. The most specific one counts: category, agency, class, kind. */
export const settingScope = z
  .object({
    kind: complaintKind.optional(),
    class: complaintClass
      .exclude(['unknown'])
      .optional()
      .describe('Of complaints; an unknown class counts as ordinary.'),
    agency: agencyCode.optional().describe('The agency that holds the case when the clock starts.'),
    category: categoryCode.optional().describe('With all categories under it.'),
  })
  .describe('Whom the setting is about; where two are, the most specific one counts for each limit.');

/** As `settingScope`, but the same for all agencies: how long a citizen is remembered does not depend on who answered. */
export const retentionScope = settingScope
  .omit({ agency: true })
  .describe('Whom it is about; the most specific one counts: category before class before kind.');

export const escalationTarget = z
  .enum(['liaison', 'coordinator', 'leader', 'superior', 'national-desk'])
  .describe('Who is told of a missed deadline.');

const rung = z.object({
  to: escalationTarget,
  after: z.int().nonnegative().describe('Working days after the breach; 0 at the breach itself.'),
});

/** What a setting says besides limits in working days; each part may be missing, and then a less specific one counts. */
export const settingParts = {
  validUntil: localDate.optional().describe('The last day on which it is in force; absent: until another one begins.'),
  scope: settingScope.optional(),
  hours: z.record(z.string(), z.int().positive()).optional().describe('Limits that run round the clock: `D1u`.'),
  reminders: z
    .array(z.int().min(1).max(100))
    .min(1)
    .max(5)
    .optional()
    .describe('At which shares of a clock’s working days, in percent, people are reminded.'),
  ladders: z.partialRecord(clock, z.array(rung).max(10)).optional().describe('Who hears of a breach, in this order.'),
  extension: z
    .object({
      times: z.int().nonnegative().describe('How often D4 may be extended.'),
      share: z.number().positive().max(1).describe('By how much of its limit at most, all together.'),
    })
    .optional(),
  approval: z.enum(['one-step', 'two-step']).optional().describe('Whether somebody else checks an answer (T11).'),
  evidenceRequired: z.boolean().optional().describe('Whether an answer needs evidence.'),
};

export type SettingScope = z.infer<typeof settingScope>;
export type RetentionScope = z.infer<typeof retentionScope>;
export type EscalationTarget = z.infer<typeof escalationTarget>;
export type Rung = z.infer<typeof rung>;
