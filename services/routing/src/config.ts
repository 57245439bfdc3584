import { auditVariables, databaseVariables, httpVariables, kafkaVariables, readConfigOrExit } from '@tuntas/runtime';
import { z } from 'zod';

/** The environment of routing; the contract of all services stands in docs. */
const variables = z.object({ ...httpVariables, ...databaseVariables, ...kafkaVariables, ...auditVariables });
export type Config = z.output<typeof variables>;

export const config = (): Config => readConfigOrExit(variables);
