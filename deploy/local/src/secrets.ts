import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { services, type Service } from '@tuntas/events';
import type { PrivateTokenKey, TokenKey } from '@tuntas/runtime';
import { databaseNames, databaseServices } from './config.js';

/** AES-256 and HMAC-SHA-256 both take 32 bytes. */
const KEY_BYTES = 32;
const PASSWORD_BYTES = 24;

/**
 * Makes what is missing of the platform's secrets, each file readable by its owner only, and never makes one anew:
 * without the old key encryption key nobody's identity can be read again. Kept beside the data they protect, which is
 * right for a laptop and for nothing else.
 */
export async function makeSecrets(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await once(join(folder, 'key-encryption-key'), () => randomBytes(KEY_BYTES).toString('base64'));
  await once(join(folder, 'receipt-pepper'), () => randomBytes(KEY_BYTES).toString('base64'));
  for (const role of ['', 'owner-']) await makePasswords(join(folder, `database-${role}passwords.json`));
  for (const service of services) {
    await once(join(folder, `${service}.jwk.json`), () => JSON.stringify(newSigningKey(service)));
  }
  for (const service of databaseServices) {
    await once(join(folder, `${service}.audit.jwk.json`), () => JSON.stringify(newSigningKey(`${service}-audit`)));
  }
  await write(join(folder, 'token-keys.json'), JSON.stringify({ keys: await publicKeys(folder) }));
}

/** Passwords of databases' roles, by database. */
type Passwords = Readonly<Record<string, string>>;

/** Of the role a service logs in with, and of the one that owns its tables. */
export interface DatabasePasswords {
  readonly services: Passwords;
  readonly owners: Passwords;
}

export async function databasePasswords(folder: string): Promise<DatabasePasswords> {
  const read = async (file: string) => JSON.parse(await readFile(join(folder, file), 'utf8')) as Passwords;
  return {
    services: await read('database-passwords.json'),
    owners: await read('database-owner-passwords.json'),
  };
}

/** The private key by which a service, or whoever speaks for the portal, signs internal tokens. */
export async function signingKey(folder: string, service: Service): Promise<PrivateTokenKey> {
  return JSON.parse(await readFile(join(folder, `${service}.jwk.json`), 'utf8')) as PrivateTokenKey;
}

/** A database that is newer than the file gets its password there, too. */
async function makePasswords(file: string): Promise<void> {
  const known = existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as Record<string, string>) : {};
  if (databaseNames.every((name) => known[name] !== undefined)) return;
  const fresh = databaseNames.map((name) => [name, randomBytes(PASSWORD_BYTES).toString('base64url')] as const);
  await write(file, JSON.stringify({ ...Object.fromEntries(fresh), ...known }));
}

function newSigningKey(kid: string): PrivateTokenKey {
  const { privateKey } = generateKeyPairSync('ed25519');
  return { ...privateKey.export({ format: 'jwk' }), kid } as PrivateTokenKey;
}

async function publicKeys(folder: string): Promise<TokenKey[]> {
  const keys = await Promise.all(services.map((service) => signingKey(folder, service)));
  return keys.map(({ kid, kty, crv, x }) => ({ kid, kty, crv, x }));
}

async function once(file: string, make: () => string | Promise<string>): Promise<void> {
  if (!existsSync(file)) await write(file, await make());
}

/** Beside and renamed: a start that is killed here leaves no half key. */
async function write(file: string, content: string): Promise<void> {
  const unfinished = `${file}-${randomUUID()}`;
  await writeFile(unfinished, content, { mode: 0o600 });
  await rename(unfinished, file);
}
