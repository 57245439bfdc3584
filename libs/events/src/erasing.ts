import { z } from 'zod';
import { declare } from './declare.js';
import { actId, localDate, role } from './words.js';

/** Everything that intake holds about a person, and when the words go: by the complainant's demand. */
export const ComplaintErasureAsked = declare(
  'complaint.erasure-asked',
  'intake',
  'tuntas.intake.v1',
  'The complainant wants identity and words erased: the identity at once, the words when the case is over.',
  { actId },
);

/** The complainant wants no more letters; the complaint goes on. */
export const ComplaintConsentWithdrawn = declare(
  'complaint.consent-withdrawn',
  'intake',
  'tuntas.intake.v1',
  'The complainant withdraws the consent to be known and written to; the complaint goes on.',
  { actId },
);

const becauseErased = z
  .enum(['asked', 'consent-withdrawn', 'retention'])
  .describe('The complainant asked for it, wants no letters any more, or the time of keeping it is over.');

/** The key is destroyed: nobody can learn who told it, in no database and no backup. */
export const ComplaintIdentityErased = declare(
  'complaint.identity-erased',
  'intake',
  'tuntas.intake.v1',
  'Who told it is unknown for ever: the key of the identity was destroyed.',
  { because: becauseErased },
);

/** Readers of the words remove their copies, and take no later ones. */
export const ComplaintWordsErased = declare(
  'complaint.words-erased',
  'intake',
  'tuntas.intake.v1',
  'The words of the complaint were erased; readers of them remove their copies and keep the mark.',
  { because: becauseErased },
);

const holdId = z.uuid().describe('A legal hold at intake.');

/** A legal hold beats the erasure of words. */
export const ComplaintHeld = declare(
  'complaint.held',
  'intake',
  'tuntas.intake.v1',
  'The words have to be kept for a legal reason, which stands at intake; the complainant is told.',
  { holdId, until: localDate.optional().describe('The last day, where there is one.'), by: role },
);

/** It may be erased again. */
export const ComplaintReleased = declare(
  'complaint.released',
  'intake',
  'tuntas.intake.v1',
  'A legal hold of the words was lifted.',
  { holdId, by: role },
);

/** The contact itself stays sealed at intake; who writes to the complainant asks for it at that moment. */
export const ComplaintContactCorrected = declare(
  'complaint.contact-corrected',
  'intake',
  'tuntas.intake.v1',
  'The complainant put the own name or contact right.',
  { reachable: z.boolean().describe('Whether there is a contact to write to now; never the contact.') },
);

/** Restricting: kept, and used for nothing but handling the complaint (UU 27/2022, article 11). */
export const ComplaintRestricted = declare(
  'complaint.restricted',
  'intake',
  'tuntas.intake.v1',
  'The complainant wants the own data kept and not used: nobody is told who it was or written to, nothing is public but the state.',
  { restricted: z.boolean().describe('False when that is over.') },
);

const unsealing = {
  unsealingId: z.uuid().describe('One opening of a sealed identity, from the asking to the reading.'),
  by: role,
};

/** The identity of an anonymous complainant is opened by two persons of different posts, for a reason, once. */
export const ComplaintIdentityUnsealingAsked = declare(
  'complaint.identity-unsealing-asked',
  'intake',
  'tuntas.intake.v1',
  'An officer asks to open the identity of an anonymous complainant; the reason stands at intake.',
  unsealing,
);

export const ComplaintIdentityUnsealingAgreed = declare(
  'complaint.identity-unsealing-agreed',
  'intake',
  'tuntas.intake.v1',
  'A second officer, of another post, agrees that the identity is opened.',
  unsealing,
);

export const ComplaintIdentityUnsealed = declare(
  'complaint.identity-unsealed',
  'intake',
  'tuntas.intake.v1',
  'The officer who had asked has read the identity, once.',
  unsealing,
);
