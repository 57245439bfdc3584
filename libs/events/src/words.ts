import { z } from 'zod';

/** Text limits of the citizen's door, in Unicode code points. */
export const MOST_TEXT_CHARACTERS = 10_000;
export const MOST_TITLE_CHARACTERS = 200;
export const MOST_SUPPORTING_AGENCIES = 5;
export const MOST_SUGGESTIONS = 5;

export const complaintId = z.uuid().describe('Id of a complaint: UUIDv7, UUIDv4 when secret.');
export const textId = z.uuid().describe('Id of a text at its writer; the words themselves never stand in a fact.');
const code = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(80);
export const agencyCode = code.describe('Speakable code of an agency, for example `dinas-pekerjaan-umum`.');
export const unitCode = code.describe('Speakable code of a unit of an agency.');
/** What a code of a category and of an area looks like. */
export const CATEGORY_CODE = /^[a-z0-9-]+(\/[a-z0-9-]+)*$/;
export const AREA_CODE = /^\d{2}(\.\d{2}){0,2}(\.\d{4})?$/;
export const categoryCode = z
  .string()
  .regex(CATEGORY_CODE)
  .max(160)
  .describe('`main` or `main/sub`, for example `infrastruktur/jalan-rusak`.');
export const areaCode = z
  .string()
  .regex(AREA_CODE)
  .describe(
    'Area code of the Ministry of Home Affairs: `64.08` regency, `64.08.04` district, `64.08.04.2001` village.',
  );
export const localDate = z.iso.date().describe('A local calendar date, `YYYY-MM-DD`.');
export const instant = z.iso.datetime({ offset: true }).describe('An instant, ISO 8601 with offset.');

/** PermenPANRB 62/2018 art. 1. */
export const complaintKind = z
  .enum(['complaint', 'aspiration', 'information'])
  .describe('What somebody told us: pengaduan, aspirasi, permintaan informasi.');
export const complaintClass = z
  .enum(['supervisory', 'ordinary', 'unknown'])
  .describe('About misconduct (berkadar pengawasan) or not; unknown counts as ordinary for the clocks.');
export const channel = z
  .enum(['web', 'api', 'phone', 'letter', 'walk-in', 'email', 'sms', 'whatsapp', 'import'])
  .describe('The door it came in by.');
export const language = z.enum(['id', 'en']).describe('The language the complainant reads.');
export const zone = z
  .enum(['WIB', 'WITA', 'WIT'])
  .describe('One of Indonesia’s three zones; none has daylight saving.');

/** docs/lifecycle.md. Overdue, urgent, anonymous, secret and possibly supervisory are flags, never states. */
export const caseState = z
  .enum([
    'SUBMITTED',
    'POSTPONED',
    'ROUTED',
    'ASSIGNED',
    'IN_PROGRESS',
    'PENDING_VALIDATION',
    'ANSWERED',
    'CLOSED',
    'ARCHIVED',
    'MERGED',
    'WITHDRAWN',
  ])
  .describe('State of the case after the fact.');

/** The one body that holds a complaint. Never absent: a complaint without an owner cannot be written down. */
export const holder = z
  .discriminatedUnion('body', [
    z.object({ body: z.literal('national-desk') }),
    z.object({ body: z.literal('inspectorate-desk') }),
    z.object({ body: z.literal('agency'), agency: agencyCode, unit: unitCode.optional() }),
  ])
  .describe('The one body that holds the complaint.');

/** T6: whom the complaint accuses. Officers of these units cannot open it. */
export const accusedUnits = z
  .array(z.object({ agency: agencyCode, unit: unitCode.optional().describe('Absent: the whole agency.') }))
  .max(5)
  .describe('Units that the complaint accuses, as the desk marked them; their officers never see it.');

export const anonymous = z.boolean().describe('Identity hidden from the agency and the public.');
export const secret = z.boolean().describe('Content hidden from the public; independent of anonymous.');
export const answerId = z.uuid().describe('The answer it is about; an act on an older answer changes nothing.');
export const actId = z.uuid().describe('One act of the complainant; a retry of it is the same act.');
export const pauseId = z.uuid().describe('The pause it is about; an act on an older pause changes nothing.');
/** What an officer can ask for; each has its words in libs/wording. */
export const missingPart = z
  .enum(['place', 'time', 'what-happened', 'who-is-responsible', 'evidence', 'identity'])
  .describe('What is missing before the complaint can be handled.');
/** T5, T15. "Not our authority" does not exist: such a complaint is routed on. */
export const archiveReason = z
  .enum(['incomplete', 'unclear', 'spam', 'too-general', 'not-a-public-service', 'unlawful-content'])
  .describe('Why it was put away; `incomplete` only by the clock, after a notice.');
export const rating = z.int().min(1).max(5).describe('From 1, bad, to 5, good.');

export const clock = z
  .enum(['D1', 'D1u', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8', 'D13'])
  .describe('Which of the clocks of a complaint’s life (docs/lifecycle.md).');
export const outcome = z
  .enum(['resolved', 'explained', 'planned', 'cannot-be-solved', 'refused'])
  .describe('What came of it.');
export const role = z
  .enum(['national-desk', 'inspectorate', 'coordinator', 'liaison', 'validator', 'leader', 'oversight', 'auditor'])
  .describe('The post of the officer who did it; never a name.');

export const place = z
  .object({
    words: z.string().max(500).optional(),
    area: areaCode.optional(),
    point: z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) }).optional(),
  })
  .describe('Where it happened, as far as the complainant could say.');

export type ComplaintKind = z.infer<typeof complaintKind>;
export type ComplaintClass = z.infer<typeof complaintClass>;
export type Channel = z.infer<typeof channel>;
export type Language = z.infer<typeof language>;
export type Zone = z.infer<typeof zone>;
export type CaseState = z.infer<typeof caseState>;
export type Holder = z.infer<typeof holder>;
export type AccusedUnits = z.infer<typeof accusedUnits>;
export type Clock = z.infer<typeof clock>;
export type Outcome = z.infer<typeof outcome>;
export type MissingPart = z.infer<typeof missingPart>;
export type ArchiveReason = z.infer<typeof archiveReason>;
export type Role = z.infer<typeof role>;
export type Place = z.infer<typeof place>;
