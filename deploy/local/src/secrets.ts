import { generateKeyPairSync, type JsonWebKey, randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { services, type Service } from '@tuntas/events';
import type { PrivateTokenKey, TokenKey } from '@tuntas/runtime';
import type { ClientMetadata } from 'oidc-provider';
import { Secret } from 'otpauth';
import { databaseNames, journalServices } from './config.js';
import type { DemoSecrets } from './provider/factors.js';
import type { ProviderSettings } from './provider/make-provider.js';

/** AES-256 and HMAC-SHA-256 both take 32 bytes. */
const KEY_BYTES = 32;
const PASSWORD_BYTES = 24;
/** Typed by hand; only this machine can be asked. */
const DEMO_PASSWORD_BYTES = 6;

/**
 * Makes what is missing of the platform's secrets, each file readable by its owner only, and never makes one anew:
 * without the old key encryption key nobody's identity can be read again. Kept beside the data they protect, which is
 * right for a laptop and for nothing else.
 */
export async function makeSecrets(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await once(join(folder, 'key-encryption-key'), () => randomBytes(KEY_BYTES).toString('base64'));
  await once(join(folder, 'receipt-pepper'), () => randomBytes(KEY_BYTES).toString('base64'));
  await once(join(folder, 'session-key'), () => randomBytes(KEY_BYTES).toString('base64'));
  await once(join(folder, 'portal-client.jwk.json'), () => JSON.stringify(newClientKey('portal-client')));
  await once(join(folder, 'demo-system.jwk.json'), () => JSON.stringify(newClientKey('demo-system')));
  await once(join(folder, 'provider.jwk.json'), () => JSON.stringify(newProviderKey()));
  await once(join(folder, 'demo-officers.json'), () => JSON.stringify(newDemoSecrets()));
  for (const role of ['', 'owner-']) await makePasswords(join(folder, `database-${role}passwords.json`));
  for (const service of services) {
    await once(join(folder, `${service}.jwk.json`), () => JSON.stringify(newSigningKey(service)));
  }
  for (const service of journalServices) {
    await once(join(folder, `${service}.audit.jwk.json`), () => JSON.stringify(newSigningKey(`${service}-audit`)));
  }
  await publishKeys(folder);
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
  return keyIn(join(folder, `${service}.jwk.json`));
}

async function keyIn(file: string): Promise<PrivateTokenKey> {
  return JSON.parse(await readFile(file, 'utf8')) as PrivateTokenKey;
}

/** A database that is newer than the file gets its password there, too. */
async function makePasswords(file: string): Promise<void> {
  const known = existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as Record<string, string>) : {};
  if (databaseNames.every((name) => known[name] !== undefined)) return;
  const all = databaseNames.map((name) => [name, known[name] ?? newPassword()]);
  await write(file, JSON.stringify(Object.fromEntries(all)));
}

/** A password that nobody has to remember. */
function newPassword(): string {
  return randomBytes(PASSWORD_BYTES).toString('base64url');
}

/** What the officers of a trial share: a password to type, and a secret for an authenticator app. */
export async function demoSecrets(folder: string): Promise<DemoSecrets> {
  return JSON.parse(await readFile(join(folder, 'demo-officers.json'), 'utf8')) as DemoSecrets;
}

/** The key by which the system of a trial proves to the provider who it is. */
export async function demoSystemKey(folder: string): Promise<JsonWebKey & { readonly kid: string }> {
  return JSON.parse(await readFile(join(folder, 'demo-system.jwk.json'), 'utf8')) as JsonWebKey & { kid: string };
}

/** Its public half, as the provider knows it. */
export async function demoSystemKeys(folder: string): Promise<Pick<ClientMetadata, 'jwks'>> {
  const { d: _, ...key } = await demoSystemKey(folder);
  return { jwks: { keys: [key] } };
}

export function newDemoSecrets(): DemoSecrets {
  return { password: randomBytes(DEMO_PASSWORD_BYTES).toString('hex'), secondFactor: new Secret().base32 };
}

/** RS256 is what every client of OpenID Connect understands. */
export function newProviderKey(): ProviderSettings['signingKey'] {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid: 'provider' };
}

/** By such a key the portal, and a system, is known to the provider; ES256, which every provider takes. */
function newClientKey(kid: string): object {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { ...privateKey.export({ format: 'jwk' }), kid };
}

/** The keys of a service: the one that signs, and while it is being changed the next or the previous one. */
const KEY_FILES = ['', '.next', '.previous'] as const;

/**
 * Changes the key by which a service signs, in three steps without a gap (docs/operations/sign-in.md): the next one is made
 * known, it signs, the previous one is forgotten. Between them pass a moment, and five minutes.
 * @throws Error when a step is not the next one
 */
export async function changeKey(folder: string, service: Service, step: 'add' | 'switch' | 'drop'): Promise<void> {
  const [current, next, previous] = KEY_FILES.map((which) => join(folder, `${service}${which}.jwk.json`)) as [
    string,
    string,
    string,
  ];
  const [due] = [existsSync(next) && 'switch', existsSync(previous) && 'drop', 'add'].filter(Boolean);
  if (step !== due) throw new Error(`the next step for the key of ${service} is ${due}, not ${step}`);
  if (step === 'add')
    await write(next, JSON.stringify(newSigningKey(nextKid((await signingKey(folder, service)).kid))));
  if (step === 'drop') await rm(previous);
  if (step === 'switch') {
    // Copied, not moved: at no moment is there no key.
    await write(previous, await readFile(current, 'utf8'));
    await rename(next, current);
  }
  await publishKeys(folder);
}

/** `portal` → `portal.2` → `portal.3` */
function nextKid(kid: string): string {
  const [name = kid, number = '1'] = kid.split('.');
  return `${name}.${Number(number) + 1}`;
}

/** Written beside and renamed: whoever reads, reads all of the old or all of the new. */
async function publishKeys(folder: string): Promise<void> {
  await write(join(folder, 'token-keys.json'), JSON.stringify({ keys: await publicKeys(folder) }));
}

function newSigningKey(kid: string): PrivateTokenKey {
  const { privateKey } = generateKeyPairSync('ed25519');
  return { ...privateKey.export({ format: 'jwk' }), kid } as PrivateTokenKey;
}

async function publicKeys(folder: string): Promise<TokenKey[]> {
  const files = services.flatMap((service) => KEY_FILES.map((which) => join(folder, `${service}${which}.jwk.json`)));
  const keys = await Promise.all(files.filter((file) => existsSync(file)).map(keyIn));
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
