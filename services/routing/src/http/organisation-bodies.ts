import { agencyCode, areaCode, categoryCode, role, unitCode, zone } from '@tuntas/events';
import { z } from 'zod';

const name = z.string().trim().min(2).max(200);
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
/** The sign-in's `sub`: OpenID Connect Core 1.0 §2 lets it have 255 characters of ASCII; a token of ours 200. */
export const subject = z.string().regex(/^[\x21-\x7e]{1,200}$/);

export const agencyBody = z.strictObject({
  name,
  kind: z.enum(['nation', 'province', 'regency', 'office', 'district', 'village', 'company']),
  parent: agencyCode.optional(),
  area: areaCode.optional(),
  zone,
  email: z.email().max(254).optional(),
});
export const unitBody = z.strictObject({ agency: agencyCode, name });
export const categoryBody = z.strictObject({ code: categoryCode, name, parent: categoryCode.optional() });
export const categoryEndBody = z.strictObject({ code: categoryCode });
export const endBody = z.strictObject({ successor: agencyCode });
export const postBody = z.strictObject({
  subject,
  role,
  agency: agencyCode.optional(),
  unit: unitCode.optional(),
  from: instant.optional(),
  to: instant.optional(),
});
export const postEndBody = z.strictObject({ at: instant.optional() });
export const absenceBody = z.strictObject({ from: instant, to: instant.optional(), deputy: subject.optional() });

export const codes = { agency: agencyCode, unit: unitCode } as const;
