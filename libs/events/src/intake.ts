import { z } from 'zod';
import { declare } from './declare.js';
import {
  agencyCode,
  areaCode,
  categoryCode,
  channel,
  complaintClass,
  complaintKind,
  language,
  localDate,
  MOST_TEXT_CHARACTERS,
  MOST_TITLE_CHARACTERS,
  place,
  textId,
} from './words.js';

/** What is known of a complaint at the door; stands in the fact and, for readers of the text, beside the words. */
const asTold = {
  /** Public, speakable, with a check character; shows only public state. */
  reference: z.string(),
  kind: complaintKind,
  class: complaintClass,
  category: categoryCode.optional(),
  /** The body the complainant named, where one was named. */
  agencyNamed: agencyCode.optional(),
  area: areaCode.optional(),
  channel,
  language,
  anonymous: z.boolean(),
  secret: z.boolean(),
  /** Danger to life or limb, by words. */
  urgent: z.boolean(),
  /** Abuse of office, corruption, discipline – said by the complainant or by words. Never routed automatically. */
  possiblySupervisory: z.boolean(),
  /** Version of the word list that set the two marks. */
  wordListVersion: z.string(),
  /** The local date that counts as day 0: of the letter or call, which may lie before its entry. */
  receivedOn: localDate,
};

/** A complaint was accepted and its reference and receipt were given. */
export const ComplaintSubmitted = declare(
  'complaint.submitted',
  'intake',
  'tuntas.intake.v1',
  'A complaint was accepted; its reference and receipt were given to whoever told it.',
  { ...asTold, reachable: z.boolean() },
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
    title: z.string().max(MOST_TITLE_CHARACTERS).optional(),
    text: z
      .string()
      .max(MOST_TEXT_CHARACTERS * 2)
      .optional(),
    place: place.optional(),
    /** True when the words were erased before they could be sent. */
    gone: z.boolean().optional(),
  },
);

/** T12: the complainant says it is solved, and may rate 1–5. Names the answer it is about. */
export const ComplaintAccepted = declare(
  'complaint.accepted',
  'intake',
  'tuntas.intake.v1',
  'The complainant accepts the answer named, with a rating from 1 to 5 where one was given.',
  { answerId: textId, rating: z.int().min(1).max(5).optional() },
);

/** T13: the complainant says "belum". Names the answer it is about. */
export const ComplaintDisputed = declare(
  'complaint.disputed',
  'intake',
  'tuntas.intake.v1',
  'The complainant says that the answer named does not settle it; the reason is a text at intake.',
  { answerId: textId, reasonTextId: textId.optional() },
);
