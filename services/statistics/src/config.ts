import { zone } from '@tuntas/events';
import { auditVariables, databaseVariables, httpVariables, kafkaVariables } from '@tuntas/runtime';
import { z } from 'zod';

/** What statistics must be told; see readConfig for how faults are reported. */
export const configSchema = z.object({
  ...httpVariables,
  ...databaseVariables,
  ...kafkaVariables,
  ...auditVariables,
  FIGURES_ZONE: zone
    .default('WITA')
    .describe('the zone whose days are counted; WIB, WITA or WIT; another one needs a rebuild'),
});
export type Config = z.output<typeof configSchema>;
