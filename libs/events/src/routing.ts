import { z } from 'zod';
import { declare } from './declare.js';
import { split } from './succession.js';
import {
  accusedUnits,
  agencyCode,
  areaCode,
  categoryCode,
  complaintClass,
  instant,
  MOST_SUGGESTIONS,
  MOST_SUPPORTING_AGENCIES,
  role,
  unitCode,
} from './words.js';

/** Why routing decided as it did; shown to complainant and officer as a sentence (libs/wording). */
export const routingReason = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('named-by-complainant') }),
  z.object({ kind: z.literal('rule'), rule: z.string(), version: z.int().positive() }),
  z.object({ kind: z.literal('place'), area: areaCode, by: z.enum(['point', 'area', 'name']) }),
  z.object({ kind: z.literal('parent-answers'), agency: agencyCode }),
  z.object({ kind: z.literal('no-rule-matches') }),
  z.object({ kind: z.literal('rules-contradict'), rules: z.array(z.string()).min(2) }),
  z.object({ kind: z.literal('for-the-inspectorate') }),
  z.object({ kind: z.literal('later-round') }),
  z.object({ kind: z.literal('suggested-by-agency'), agency: agencyCode }),
  z.object({ kind: z.literal('words-gone') }),
  z.object({ kind: z.literal('chosen-by-officer'), role }),
]);
export type RoutingReason = z.infer<typeof routingReason>;

const round = z
  .int()
  .positive()
  .describe('The round of the case that this answers; an answer to an earlier one is void.');
const reasons = z.array(routingReason).min(1).describe('Why; said to complainant and officer as sentences.');

/** For this round of the case, the body named here is responsible. Law: Perpres 76/2013 (no wrong door). */
export const ComplaintRouted = declare(
  'complaint.routed',
  'routing',
  'tuntas.routing.v1',
  'For this round of the case, the agency named here is responsible, for the reasons given.',
  {
    round,
    agency: agencyCode,
    supporting: z.array(agencyCode).max(MOST_SUPPORTING_AGENCIES),
    class: complaintClass,
    category: categoryCode.optional(),
    area: areaCode.optional(),
    by: z.enum(['complainant', 'rule', 'suggestion', 'desk', 'arbiter']),
    reasons,
    accused: accusedUnits.optional(),
  },
);

/** Unsure is an answer too: a person at a desk decides. */
export const ComplaintLeftToDesk = declare(
  'complaint.left-to-desk',
  'routing',
  'tuntas.routing.v1',
  'Routing is not sure enough: a desk decides this round, with the suggestions given.',
  {
    round,
    category: categoryCode.optional(),
    area: areaCode.optional(),
    suggestions: z.array(z.object({ agency: agencyCode, reasons })).max(MOST_SUGGESTIONS),
    reasons,
  },
);

const version = z.int().positive().describe('Rises with every change of the row; readers ignore older ones.');

const formerNames = z
  .array(z.object({ name: z.string(), until: instant }))
  .optional()
  .describe('Names it had before, oldest first, each until just before that instant.');

/** An agency as it is now. Active = a coordinator's post is filled, else its parent answers for it. */
export const AgencyDescribed = declare(
  'agency.described',
  'routing',
  'tuntas.organisation.v1',
  'An agency as it is from now on.',
  {
    version,
    code: agencyCode,
    name: z.string(),
    kind: z.enum(['nation', 'province', 'regency', 'office', 'district', 'village', 'company']),
    parent: agencyCode.optional(),
    area: areaCode.optional(),
    active: z.boolean().describe('Has a filled coordinator’s post; else its parent answers for it.'),
    zone: z.enum(['WIB', 'WITA', 'WIT']),
    email: z.string().optional().describe('Address of the office, never of a person.'),
    answeredBy: agencyCode.optional().describe('While it is not active: the agency that answers for it.'),
    successor: agencyCode.optional().describe('The agency that took over what this one held, once it has ended (T23).'),
    formerNames,
  },
);

/** A unit of an agency as it is now. */
export const UnitDescribed = declare(
  'unit.described',
  'routing',
  'tuntas.organisation.v1',
  'A unit of an agency as it is from now on.',
  {
    version,
    code: unitCode,
    agency: agencyCode,
    name: z.string(),
    active: z.boolean(),
    hasLiaison: z.boolean(),
    successor: unitCode.optional().describe('The unit that took over what this one held, once it has ended (T23).'),
    split: split.optional(),
    formerNames,
  },
);

/** A category as it is now. */
export const CategoryDescribed = declare(
  'category.described',
  'routing',
  'tuntas.organisation.v1',
  'A category of complaints as it is from now on.',
  {
    version,
    code: categoryCode,
    name: z.string(),
    parent: categoryCode.optional(),
    ended: z.literal(true).optional().describe('Nobody names it any more; cases that have it keep it.'),
  },
);

/** A district or village as it is now; its boundary stays with routing. */
export const AreaDescribed = declare(
  'area.described',
  'routing',
  'tuntas.organisation.v1',
  'An area as it is from now on.',
  {
    version,
    code: areaCode,
    name: z.string(),
    kind: z.enum(['province', 'regency', 'district', 'village']),
    parent: areaCode.optional(),
    zone: z.enum(['WIB', 'WITA', 'WIT']),
  },
);

const subject = z
  .string()
  .min(1)
  .max(200)
  .describe('An officer, by the opaque id that the sign-in gives; never a name.');
const until = instant.describe('From then on no longer; absent: until further notice.').optional();

/** An officer's post as it is now. In force from its first instant until just before its last. */
export const PostDescribed = declare(
  'post.described',
  'routing',
  'tuntas.organisation.v1',
  'An officer’s post, with its absences, as it is from now on.',
  {
    version,
    id: z.uuid().describe('The post, whoever acts in it.'),
    subject,
    role,
    agency: agencyCode.optional(),
    unit: unitCode.optional(),
    from: instant,
    to: until,
    absences: z
      .array(z.object({ from: instant, to: until, deputy: subject.optional() }))
      .describe('While the officer is away the deputy alone acts in the post; without a deputy nobody does.'),
  },
);

/** Who changed what of the organisation; how it is since then, the descriptions say. */
export const OrganisationChanged = declare(
  'organisation.changed',
  'routing',
  'tuntas.organisation.v1',
  'An officer changed these rows of the organisation.',
  {
    what: z.string().describe('What was done, for example `unit-end` or `import`.'),
    codes: z.array(z.string()).min(1).describe('Codes of agencies, units and categories, ids of posts.'),
    role,
    agency: agencyCode.optional().describe('Of the officer’s post, where the role has one.'),
    subject,
  },
);
