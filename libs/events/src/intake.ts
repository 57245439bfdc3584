import { z } from 'zod';
import { declare } from './declare.js';
import {
  actId,
  agencyCode,
  anonymous,
  answerId,
  areaCode,
  categoryCode,
  channel,
  complaintClass,
  complaintKind,
  language,
  localDate,
  MOST_TEXT_CHARACTERS,
  MOST_TITLE_CHARACTERS,
  pauseId,
  place,
  rating,
  secret,
  textId,
} from './words.js';

/** What is known of a complaint at the door; stands in the fact and, for readers of the text, beside the words. */
const asTold = {
  reference: z.string().describe('Number of the report: public, speakable, with a check character.'),
  kind: complaintKind,
  class: complaintClass,
  category: categoryCode.optional(),
  agencyNamed: agencyCode.optional().describe('The body the complainant named, where one was named.'),
  area: areaCode.optional(),
  channel,
  language,
  anonymous,
  secret,
  urgent: z.boolean().describe('Danger to life or limb, by words.'),
  possiblySupervisory: z
    .boolean()
    .describe('Abuse of office, corruption, discipline – said by the complainant or by words. Never routed by rule.'),
  wordListVersion: z.string().describe('Version of the word list that set the two marks.'),
  receivedOn: localDate.describe(
    'Day 0 of the clocks: the date of the letter or call, which may lie before its entry.',
  ),
};

/** A complaint was accepted and its reference and receipt were given. */
export const ComplaintSubmitted = declare(
  'complaint.submitted',
  'intake',
  'tuntas.intake.v1',
  'A complaint was accepted; its reference and receipt were given to whoever told it.',
  { ...asTold, reachable: z.boolean().describe('Whether there is a contact to write to; never the contact.') },
);

/** The words of a complaint, for routing and the desks. Without title, text and place when secret. */
export const ComplaintTold = declare(
  'complaint.told',
  'intake',
  'tuntas.intake.texts.v1',
  'What was told, in the words of the complainant; gone from Kafka within 72 hours, empty when secret.',
  {
    ...asTold,
    textId,
    title: z.string().max(MOST_TITLE_CHARACTERS).optional().describe('Absent when secret or gone.'),
    text: z
      .string()
      .max(MOST_TEXT_CHARACTERS * 2)
      .optional()
      .describe('Absent when secret or gone; the limit is in UTF-16 units.'),
    place: place.optional(),
    gone: z.boolean().optional().describe('True when the words were erased before they could be sent.'),
  },
);

/** T12: the complainant says it is solved, and may rate 1–5. Names the answer it is about. */
export const ComplaintAccepted = declare(
  'complaint.accepted',
  'intake',
  'tuntas.intake.v1',
  'The complainant accepts the answer named, with a rating from 1 to 5 where one was given.',
  { answerId, rating: rating.optional() },
);

/** T13, T14: the complainant says "belum", before or after the case was closed. Names the answer it is about. */
export const ComplaintDisputed = declare(
  'complaint.disputed',
  'intake',
  'tuntas.intake.v1',
  'The complainant says that the answer named does not settle it; the reason is a text at intake.',
  { answerId, reasonTextId: textId.optional() },
);

/** T4: the complainant gave what was missing. Names the pause it is about. */
export const ComplaintCompleted = declare(
  'complaint.completed',
  'intake',
  'tuntas.intake.v1',
  'The complainant gave what was missing; the words are a text at intake.',
  { pauseId, textId },
);

/** T18: the complainant does not want it any more. Of a supervisory one the inspectorate decides (D13). */
export const ComplaintWithdrawn = declare(
  'complaint.withdrawn',
  'intake',
  'tuntas.intake.v1',
  'The complainant withdraws the complaint; the reason, where one was given, is a text at intake.',
  { actId, reasonTextId: textId.optional() },
);

/** T16: the complainant does not agree that the complaint was put away; once. */
export const ComplaintAppealed = declare(
  'complaint.appealed',
  'intake',
  'tuntas.intake.v1',
  'The complainant wants a complaint that was put away to be checked again; the reason is a text at intake.',
  { actId, reasonTextId: textId },
);

/** T21: something the complainant wants the handlers to know. */
export const ComplaintAdded = declare(
  'complaint.added',
  'intake',
  'tuntas.intake.v1',
  'The complainant added something; the words are a text at intake.',
  { textId },
);

/** T22: nobody but the inspectorate shall read it; before it was routed. */
export const ComplaintMadeSecret = declare(
  'complaint.made-secret',
  'intake',
  'tuntas.intake.v1',
  'The complainant made the complaint secret; readers of its words remove them.',
  { actId },
);
