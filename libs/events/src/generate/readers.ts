import type { Service, StreamName } from '../streams.js';

/** Who listens to a stream. For readers of the page only: nothing is delivered by this list. */
export const readers: Readonly<Record<StreamName, readonly Service[]>> = {
  'tuntas.intake.v1': ['follow-up', 'notification', 'statistics'],
  'tuntas.intake.texts.v1': ['routing', 'follow-up'],
  'tuntas.routing.v1': ['follow-up', 'statistics'],
  'tuntas.follow-up.v1': ['intake', 'routing', 'notification', 'statistics'],
  'tuntas.follow-up.texts.v1': ['intake'],
  'tuntas.notification.v1': ['follow-up', 'statistics'],
  'tuntas.organisation.v1': ['intake', 'follow-up', 'notification', 'statistics', 'portal'],
  'tuntas.settings.v1': ['intake', 'notification', 'statistics'],
};
