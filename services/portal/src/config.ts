import { zone } from '@tuntas/events';
import { httpVariables, serviceUrlVariable } from '@tuntas/runtime';
import { z } from 'zod';

/** What the portal must be told; see readConfig for how faults are reported. */
export const configSchema = z.object({
  ...httpVariables,
  INTAKE_URL: serviceUrlVariable('intake'),
  ROUTING_URL: serviceUrlVariable('routing'),
  FOLLOW_UP_URL: serviceUrlVariable('follow-up'),
  NOTIFICATION_URL: serviceUrlVariable('notification'),
  STATISTICS_URL: serviceUrlVariable('statistics'),
  MAILBOX_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('where the mailbox of a trial is read, linked at the foot of each page; leave it out in production'),
  PAGES_ZONE: zone
    .default('WITA')
    .describe('the zone in which pages tell times of reports whose place is unknown; WIB, WITA or WIT'),
});
export type Config = z.output<typeof configSchema>;
