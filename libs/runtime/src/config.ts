import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { watchedFile } from './watched-file.js';

/** A key file holds a few hundred bytes; anything longer is the wrong file. */
const MOST_FILE_BYTES = 64 * 1024;

/** Every fault of a configuration at once, one line a variable: `NAME: what, why, what to do`. Never holds a value. */
export class FaultyConfig extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The configuration has ${faults.length} fault(s):\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'FaultyConfig';
  }
}

/**
 * Reads a service's configuration once, at start. The description of a variable (`.describe()`, last in its chain) says
 * what it is for and what to set; an empty value counts as missing.
 * @throws FaultyConfig naming every faulty variable, without any value: values may be secrets.
 */
export function readConfig<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  env: Readonly<Record<string, string | undefined>>,
): z.output<z.ZodObject<Shape>> {
  const present = Object.fromEntries(
    Object.keys(schema.shape).flatMap((name) => (env[name] ? [[name, env[name]]] : [])),
  );
  const result = schema.safeParse(present);
  if (result.success) return result.data;
  throw new FaultyConfig(result.error.issues.map((issue) => faultLine(schema, issue, present)));
}

/** As `readConfig` from this process' environment; on a fault prints all of them and ends the process with code 1. */
export function readConfigOrExit<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
): z.output<z.ZodObject<Shape>> {
  try {
    return readConfig(schema, process.env);
  } catch (error) {
    if (!(error instanceof FaultyConfig)) throw error;
    process.stderr.write(`${error.message}\n`);
    return process.exit(1);
  }
}

function faultLine(schema: z.ZodObject, issue: z.core.$ZodIssue, present: Record<string, unknown>): string {
  const name = String(issue.path[0] ?? 'environment');
  const described = schema.shape[name] as z.ZodType | undefined;
  const what = name in present ? `is not valid (${whatIsWrong(issue)})` : 'is missing';
  return `${name}: ${what}; ${described?.description ?? 'see the contract of the service'}`;
}

/** zod's own messages may repeat the value; only those that cannot are let through. */
function whatIsWrong(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'custom':
      return issue.message;
    case 'invalid_value':
      return `one of ${issue.values.map(String).join(', ')} is expected`;
    case 'too_big':
      return `at most ${issue.maximum}`;
    case 'too_small':
      return `at least ${issue.minimum}`;
    case 'invalid_type':
      return `${issue.expected} is expected`;
    default:
      return issue.code.replaceAll('_', ' ');
  }
}

/** A variable that names a file; the file is read once, at start. `parse` throws an error whose message holds no content. */
export function fileVariable<T>(parse: (content: string) => T, description: string): z.ZodType<T, string> {
  return z
    .string()
    .transform((path, context) => {
      try {
        return parse(readSmallFile(path));
      } catch (error) {
        context.addIssue({ code: 'custom', message: `the file it names: ${reasonOf(error)}` });
        return z.NEVER;
      }
    })
    .describe(description);
}

/** The same, read anew when the file changes; one that cannot be read at the start is a fault of the configuration. */
function watchedFileVariable<T extends object>(
  parse: (content: string) => T,
  description: string,
): z.ZodType<() => T, string> {
  return z
    .string()
    .transform((path, context) => {
      try {
        return watchedFile(path, () => parse(readSmallFile(path)));
      } catch (error) {
        context.addIssue({ code: 'custom', message: `the file it names: ${reasonOf(error)}` });
        return z.NEVER;
      }
    })
    .describe(description);
}

function reasonOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? (error instanceof Error ? error.message : 'unreadable');
}

function readSmallFile(path: string): string {
  if (statSync(path).size > MOST_FILE_BYTES) throw new Error(`is larger than ${MOST_FILE_BYTES} bytes`);
  return readFileSync(path, 'utf8');
}

/** A variable that names a file with a secret of exactly `bytes` random bytes, base64. */
export function secretFileVariable(bytes: number, description: string): z.ZodType<Buffer, string> {
  return fileVariable((content) => {
    const secret = Buffer.from(content.trim(), 'base64');
    if (secret.length !== bytes) throw new Error(`must hold ${bytes} bytes in base64`);
    return secret;
  }, description);
}

/**
 * An Ed25519 key as JSON Web Key (RFC 8037). `kid` is the name of the service that signs with it, or that name and a number
 * (`portal.2`): while a key is changed for another, both are known. A key of the audit has a name of its own.
 */
export interface TokenKey extends JsonWebKey {
  kid: string;
  kty: 'OKP';
  crv: 'Ed25519';
  x: string;
}
export interface PrivateTokenKey extends TokenKey {
  d: string;
}

const tokenKey = z.object({ kid: z.string(), kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() });
const privateTokenKey = tokenKey.extend({ d: z.string() });
const tokenKeySet = z.object({ keys: z.array(tokenKey).min(1) });

function parsed<T>(schema: z.ZodType<T>, what: string): (content: string) => T {
  return (content) => {
    const result = schema.safeParse(jsonOrUndefined(content));
    if (!result.success) throw new Error(`must hold ${what}`);
    return result.data;
  };
}

function jsonOrUndefined(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

function parseKeySet(content: string): TokenKey[] {
  const { keys } = parsed(tokenKeySet, 'a JSON Web Key Set of Ed25519 public keys, each with a kid')(content);
  for (const key of keys) createPublicKey({ key: { ...key }, format: 'jwk' });
  return keys;
}

/** The public keys that are good at this moment. @throws Problem `unavailable` while that cannot be said */
export type TokenKeySource = () => readonly TokenKey[];

/** How often a minute somebody may ask for something; 0 is no limit. */
const perMinute = z.coerce.number().int().min(0).max(1_000_000);

/** HOST, PORT, LOG_LEVEL, TOKEN_KEYS_FILE, OFFICER_CALLS_PER_MINUTE: every service has them. */
export const httpVariables = {
  HOST: z.string().default('127.0.0.1').describe('the address HTTP listens on; set 127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).describe('the port HTTP listens on; set a free one (0 picks one)'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info')
    .describe('what is logged; set info'),
  TOKEN_KEYS_FILE: watchedFileVariable(
    parseKeySet,
    'the public keys that sign internal tokens, read anew when the file changes; name the JWKS file that deploy/local writes',
  ),
  OFFICER_CALLS_PER_MINUTE: perMinute
    .default(1_200)
    .describe(
      'what one officer may ask of one replica, a twentieth of it where it is costly; a program of an agency may need more; set 1200, or 0 for no limit',
    ),
} as const;

const isNetwork = (one: string): boolean => ipaddr.isValid(one) || ipaddr.isValidCIDR(one);

/** TRUSTED_PROXIES and the budgets of callers: whoever stands at the public entrance. */
export const entranceVariables = {
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((list) => list.split(',').flatMap((one) => one.trim() || []))
    .refine((networks) => networks.every(isNetwork), 'addresses or networks such as 10.0.0.0/8, separated by commas')
    .describe(
      'the proxies before the portal, whose X-Forwarded-For is believed; without them all callers behind one share its budgets; set their addresses or networks',
    ),
  CALLER_READS_PER_MINUTE: perMinute
    .default(3_000)
    .describe(
      'what one address may read at the portal; a whole office or village may have one address, so it is high; set 3000, or 0 for no limit',
    ),
  CALLER_WRITES_PER_MINUTE: perMinute
    .default(600)
    .describe('what one address may send besides complaints; set 600, or 0 for no limit'),
  CALLER_COMPLAINTS_PER_MINUTE: perMinute
    .default(600)
    .describe(
      'complaints of one address; beyond it people are asked to wait, so it lies above what a flood makes a town tell; set 600, or 0 for no limit',
    ),
  CALLER_SIGN_INS_PER_MINUTE: perMinute
    .default(120)
    .describe(
      'how often one address may begin or end a sign-in, twice for each; an office signs in at eight o’clock; set 120, or 0 for no limit',
    ),
} as const;

const databaseUrl = z.url({ protocol: /^postgres(ql)?$/ });

/** DATABASE_URL, and for commands that change tables OWNER_DATABASE_URL: every service. */
export const databaseVariables = {
  DATABASE_URL: databaseUrl.describe(
    'where this service keeps its rows, as a role that owns no table; set postgres://role:password@host:port/database',
  ),
  OWNER_DATABASE_URL: databaseUrl
    .optional()
    .describe('the same database as the role that owns its tables; set it for migrate and rebuild, never for serving'),
} as const;

/** KAFKA_BROKERS, TOPIC_PREFIX, TOPIC_PARTITIONS: all services but the portal. */
export const kafkaVariables = {
  KAFKA_BROKERS: z
    .string()
    .regex(/^[^,\s:]+:\d+(,[^,\s:]+:\d+)*$/)
    .transform((list) => list.split(','))
    .describe('the brokers that carry events; set host:port[,host:port]'),
  TOPIC_PREFIX: z.string().max(60).default('').describe('keeps test files apart on one broker; leave it empty'),
  TOPIC_PARTITIONS: z.coerce
    .number()
    .int()
    .min(1)
    .max(256)
    .default(12)
    .describe('partitions of a topic made new, fixed for its life; set 12, or 48 for a nation'),
} as const;

/** SERVICE_KEY_FILE: services that call others. */
export const callerVariables = {
  SERVICE_KEY_FILE: fileVariable(
    parsed(privateTokenKey, 'a private Ed25519 JSON Web Key with a kid'),
    'the private key that signs calls to other services; name the JWK file of this service that deploy/local writes',
  ),
} as const;

/** AUDIT_KEY_FILE: all services but the portal. */
export const auditVariables = {
  AUDIT_KEY_FILE: fileVariable(
    parsed(privateTokenKey, 'a private Ed25519 JSON Web Key with a kid'),
    'the private key that signs the heads of this service’s audit chain, and nothing else; name the JWK file that deploy/local writes',
  ),
} as const;

/** The address of another service, for example INTAKE_URL. */
export function serviceUrlVariable(service: string): z.ZodType<string, string> {
  return z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ''))
    .describe(`where ${service} is called; set http://host:port`);
}
