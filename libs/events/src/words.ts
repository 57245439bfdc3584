import { z } from 'zod';

/** Text limits of the citizen's door, in Unicode code points. */
export const MOST_TEXT_CHARACTERS = 10_000;
export const MOST_TITLE_CHARACTERS = 200;
export const MOST_SUPPORTING_AGENCIES = 5;
export const MOST_SUGGESTIONS = 5;

export const complaintId = z.uuid();
export const textId = z.uuid();
/** Speakable code of a body, for example `dinas-pekerjaan-umum`. */
export const agencyCode = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(80);
export const unitCode = agencyCode;
/** `main` or `main/sub`, for example `infrastruktur/jalan-rusak`. */
export const categoryCode = z
  .string()
  .regex(/^[a-z0-9-]+(\/[a-z0-9-]+)*$/)
  .max(160);
/** Ministry of Home Affairs area code: `64.08` regency, `64.08.04` district, `64.08.04.2001` village. */
export const areaCode = z.string().regex(/^\d{2}(\.\d{2}){0,2}(\.\d{4})?$/);
/** A local calendar date, `YYYY-MM-DD`. */
export const localDate = z.iso.date();
export const instant = z.iso.datetime({ offset: true });

/** What somebody told us (PermenPANRB 62/2018 art. 1): pengaduan, aspirasi, permintaan informasi. */
export const complaintKind = z.enum(['complaint', 'aspiration', 'information']);
/** Berkadar pengawasan or not; unknown counts as ordinary for the clocks. */
export const complaintClass = z.enum(['supervisory', 'ordinary', 'unknown']);
export const channel = z.enum(['web', 'api', 'phone', 'letter', 'walk-in', 'email', 'sms', 'whatsapp', 'import']);
export const language = z.enum(['id', 'en']);
/** Indonesia's three zones; none has daylight saving. */
export const zone = z.enum(['WIB', 'WITA', 'WIT']);

/** domain.md §2. Overdue, urgent, anonymous, secret and possibly supervisory are flags, never states. */
export const caseState = z.enum([
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
]);

/** The one body that holds a complaint. Never absent: a complaint without an owner cannot be written down. */
export const holder = z.discriminatedUnion('body', [
  z.object({ body: z.literal('national-desk') }),
  z.object({ body: z.literal('inspectorate-desk') }),
  z.object({ body: z.literal('agency'), agency: agencyCode, unit: unitCode.optional() }),
]);

export const clock = z.enum(['D1', 'D1u', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8', 'D13']);
export const outcome = z.enum(['resolved', 'explained', 'planned', 'cannot-be-solved', 'refused']);
export const role = z.enum([
  'national-desk',
  'inspectorate',
  'coordinator',
  'liaison',
  'validator',
  'leader',
  'oversight',
  'auditor',
]);

/** Where it happened, as far as the complainant could say. */
export const place = z.object({
  words: z.string().max(500).optional(),
  area: areaCode.optional(),
  point: z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) }).optional(),
});

export type ComplaintKind = z.infer<typeof complaintKind>;
export type ComplaintClass = z.infer<typeof complaintClass>;
export type Channel = z.infer<typeof channel>;
export type Language = z.infer<typeof language>;
export type Zone = z.infer<typeof zone>;
export type CaseState = z.infer<typeof caseState>;
export type Holder = z.infer<typeof holder>;
export type Clock = z.infer<typeof clock>;
export type Outcome = z.infer<typeof outcome>;
export type Role = z.infer<typeof role>;
export type Place = z.infer<typeof place>;
