import { zone } from '@tuntas/events';
import {
  callerVariables,
  auditVariables,
  databaseVariables,
  httpVariables,
  kafkaVariables,
  serviceUrlVariable,
} from '@tuntas/runtime';
import { z } from 'zod';

/** What notification must be told; see readConfig for how faults are reported. */
export const configSchema = z.object({
  ...httpVariables,
  ...databaseVariables,
  ...kafkaVariables,
  ...auditVariables,
  ...callerVariables,
  INTAKE_URL: serviceUrlVariable('intake'),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .describe('the mail provider that takes letters; set smtp://host:port or smtps://name:password@host'),
  MAIL_FROM: z.string().min(3).describe('the sender that people see; set an address, or Name <address>'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .describe('the address of the citizens’ pages, which stands in letters; set http://host:port'),
  SEND_NOT_OLDER_THAN_HOURS: z.coerce
    .number()
    .int()
    .positive()
    .default(48)
    .describe('facts older than this are recorded but nobody is written to, so that a replay sends nothing; set 48'),
  NATIONAL_DESK_ZONE: zone
    .default('WIB')
    .describe('the zone of the desk, by which days are counted before an agency has a complaint; WIB, WITA or WIT'),
});
export type Config = z.output<typeof configSchema>;
