import {
  agencyCode,
  areaCode,
  categoryCode,
  complaintKind,
  language,
  MOST_TEXT_CHARACTERS,
  MOST_TITLE_CHARACTERS,
} from '@tuntas/events';
import { textFault } from '@tuntas/runtime';
import { z } from 'zod';

const MOST_PLACE_CHARACTERS = 500;
const MOST_NAME_CHARACTERS = 200;
/** RFC 5321 §4.5.3.1.3. */
const MOST_EMAIL_CHARACTERS = 254;

/** What people wrote: counted in code points, nothing invisible in it, not blank. */
const written = (most: number): z.ZodString =>
  z.string().superRefine((text, context) => {
    const fault = textFault(text, { most });
    if (fault) context.addIssue({ code: 'custom', params: { code: fault } });
  });

const matching = (pattern: RegExp, code: string): z.ZodString =>
  z.string().refine((text) => pattern.test(text), { params: { code } });

/**
 * Roughly Indonesia: Aceh to Papua, Miangas to Rote. Catches exchanged or missing coordinates, no more; in which district
 * a point lies is routing's business.
 */
const indonesia = { south: -11.5, north: 6.5, west: 94.5, east: 141.5 };

const point = z
  .strictObject({ latitude: z.number(), longitude: z.number() })
  .refine(
    ({ latitude, longitude }) =>
      latitude >= indonesia.south &&
      latitude <= indonesia.north &&
      longitude >= indonesia.west &&
      longitude <= indonesia.east,
    { params: { code: 'point-outside-indonesia' } },
  );

/** Local parts as they exist, a domain with a dot; whether somebody reads there only a delivery can tell. */
const email = matching(/^[^\s@<>()",;:\\]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+$/, 'contact-invalid');
const phone = matching(/^\+?[0-9][0-9 ()./-]{5,24}$/, 'contact-invalid');

/**
 * A complaint as the door takes it. Made once: zod checks a body in 4 µs, class-validator in 51 (design.md §5). Strict:
 * a field that is not known is refused, since whoever sent it believes that it means something.
 */
/** Who tells it, and how to reach them. */
export const contact = z.strictObject({
  name: written(MOST_NAME_CHARACTERS).optional(),
  email: email.max(MOST_EMAIL_CHARACTERS).optional(),
  phone: phone.optional(),
});

export const newComplaint = z.strictObject({
  text: written(MOST_TEXT_CHARACTERS),
  title: written(MOST_TITLE_CHARACTERS).optional(),
  kind: complaintKind.default('complaint'),
  category: categoryCode.optional(),
  agency: agencyCode.optional(),
  place: z
    .strictObject({
      words: written(MOST_PLACE_CHARACTERS).optional(),
      area: areaCode.optional(),
      point: point.optional(),
    })
    .optional(),
  anonymous: z.boolean().default(false),
  secret: z.boolean().default(false),
  /** The complainant says that it is about abuse of office, corruption or discipline. */
  supervisory: z.boolean().default(false),
  contact: contact.optional(),
  language: language.optional(),
  /** Where it was told: our own pages, or another application. */
  channel: z.enum(['web', 'api']).default('api'),
});
export type NewComplaint = z.infer<typeof newComplaint>;
