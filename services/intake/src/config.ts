import { zone } from '@tuntas/events';
import {
  callerVariables,
  auditVariables,
  databaseVariables,
  fileVariable,
  httpVariables,
  kafkaVariables,
  secretFileVariable,
  serviceUrlVariable,
} from '@tuntas/runtime';
import { z } from 'zod';
import { parseKeyRing } from './secrets/key-ring.js';

const SECRET_BYTES = 32;

/** What intake must be told; see readConfig for how faults are reported. */
export const configSchema = z.object({
  ...httpVariables,
  ...databaseVariables,
  ...kafkaVariables,
  ...auditVariables,
  ...callerVariables,
  FOLLOW_UP_URL: serviceUrlVariable('follow-up'),
  KEYS_DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .describe(
      'where the wrapped keys of identities lie, in a database of their own whose backups live 7 days at most; set postgres://role:password@host:port/database',
    ),
  KEYS_OWNER_DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe(
      'the same database as the role that owns its table; set it for migrate and rewrite-keys, never for serving',
    ),
  KEY_ENCRYPTION_KEY_FILE: fileVariable(
    parseKeyRing,
    'the key that wraps the keys of identities; name a file with 32 random bytes in base64 (after a rotation a line a version: 2 base64), and keep it: without it no identity can be read',
  ),
  RECEIPT_PEPPER_FILE: secretFileVariable(
    SECRET_BYTES,
    'what receipts are derived from; name a file with 32 random bytes in base64, and keep it: without it no receipt is found',
  ),
  REFERENCE_PREFIX: z
    .string()
    .regex(/^[A-Z]{2,5}$/)
    .default('KTM')
    .describe('what references begin with, two to five capital letters; set one per installation'),
  NATIONAL_DESK_ZONE: zone
    .default('WITA')
    .describe('the zone of the desk, which dates complaints without a place; WIB, WITA or WIT'),
});
export type Config = z.output<typeof configSchema>;
