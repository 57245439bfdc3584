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

/** What follow-up must be told; see readConfig for how faults are reported. */
export const configSchema = z.object({
  ...httpVariables,
  ...databaseVariables,
  ...kafkaVariables,
  ...auditVariables,
  ...callerVariables,
  INTAKE_URL: serviceUrlVariable('intake'),
  NATIONAL_DESK_ZONE: zone
    .default('WITA')
    .describe('the zone of the desk, by which complaints without a place live until they are routed; WIB, WITA or WIT'),
});
export type Config = z.output<typeof configSchema>;
