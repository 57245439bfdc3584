import { z } from 'zod';
import { declare } from './declare.js';
import { answerId, language, pauseId } from './words.js';

/** One obligation to tell one person about one fact. */
const obligation = {
  obligationId: z.uuid().describe('One obligation to tell one person about one fact.'),
  aboutEventId: z.uuid().describe('The fact that people are told about.'),
  aboutType: z.string().describe('Its type.'),
  answerId: answerId
    .optional()
    .describe('For case.answered: the answer that was made known. Silence closes a case only after that.'),
  pauseId: pauseId
    .optional()
    .describe('For the notice before archiving: the pause it warns of. Silence archives a case only after that.'),
  to: z.enum(['complainant', 'agency']),
};

/** The provider took the message. */
export const NoticeSent = declare(
  'notice.sent',
  'notification',
  'tuntas.notification.v1',
  'A message about a fact was taken by the provider.',
  { ...obligation, via: z.enum(['email']), language },
);

/** Nobody can be told: no contact, or erased. The receipt page shows it for the whole clock instead. */
export const NoticeUnreachable = declare(
  'notice.unreachable',
  'notification',
  'tuntas.notification.v1',
  'There is no way to tell this person; the receipt page shows it instead.',
  { ...obligation, because: z.enum(['no-contact', 'identity-erased', 'secret', 'refused-by-provider']) },
);
