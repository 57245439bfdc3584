import { createPrivateKey, type JsonWebKey } from 'node:crypto';
import { zone } from '@tuntas/events';
import {
  callerVariables,
  databaseVariables,
  entranceVariables,
  fileVariable,
  httpVariables,
  secretFileVariable,
  serviceUrlVariable,
} from '@tuntas/runtime';
import { z } from 'zod';

/** The key by which the portal is known to the provider. */
export type ClientKey = JsonWebKey & { kid: string };

function parseClientKey(content: string): ClientKey {
  const parsed = z.looseObject({ kid: z.string(), kty: z.literal('EC'), crv: z.literal('P-256') });
  const key = parsed.safeParse(jsonOrUndefined(content)).data;
  if (!key) throw new Error('must hold a private P-256 JSON Web Key with a kid');
  createPrivateKey({ key, format: 'jwk' });
  return key;
}

function jsonOrUndefined(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

/** What the portal must be told; see readConfig for how faults are reported. */
export const configSchema = z.object({
  ...httpVariables,
  ...databaseVariables,
  ...callerVariables,
  ...entranceVariables,
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ''))
    .describe('the portal as browsers see it, and whence writes may come; set https://host'),
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/ })
    .describe('the OpenID provider that signs officers in, as it calls itself; set its https address'),
  OIDC_DISCOVERY_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('where its description is read when that is not below OIDC_ISSUER; ends in openid-configuration'),
  OIDC_CLIENT_ID: z.string().max(100).default('tuntas-portal').describe('how the provider calls the portal'),
  OIDC_CLIENT_KEY_FILE: fileVariable(
    parseClientKey,
    'the private P-256 key that proves to the provider that the portal asks; name the JWK file',
  ),
  SESSION_KEY_FILE: secretFileVariable(
    32,
    'keys the hashes of sessions; a new one signs everybody out; name a file with 32 random bytes in base64',
  ),
  SESSION_IDLE_MINUTES: z.coerce
    .number()
    .int()
    .min(1)
    .max(60)
    .default(30)
    .describe('an officer who does nothing for so long is signed out; NIST SP 800-63B says 30 at most for two factors'),
  SESSION_HOURS: z.coerce
    .number()
    .int()
    .min(1)
    .max(24)
    .default(12)
    .describe('after so long an officer signs in again, however busy; NIST SP 800-63B says 12'),
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
