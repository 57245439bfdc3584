import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  callerVariables,
  databaseVariables,
  entranceVariables,
  FaultyConfig,
  httpVariables,
  kafkaVariables,
  readConfig,
  secretFileVariable,
  serviceUrlVariable,
} from './config.js';

const folder = mkdtempSync(join(tmpdir(), 'tuntas-config-'));
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const keysFile = file(
  'keys.json',
  JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'portal' }] }),
);

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function faultsOf(schema: z.ZodObject, env: Record<string, string>): readonly string[] {
  try {
    readConfig(schema, env);
  } catch (error) {
    if (error instanceof FaultyConfig) return error.faults;
    throw error;
  }
  return [];
}

describe('a configuration', () => {
  const schema = z.object({ ...httpVariables, ...databaseVariables, ...kafkaVariables });
  const good = {
    PORT: '3001',
    TOKEN_KEYS_FILE: keysFile,
    DATABASE_URL: 'postgres://tuntas_intake:secret@127.0.0.1:5432/tuntas_intake',
    KAFKA_BROKERS: '127.0.0.1:9092,127.0.0.1:9093',
  };

  it('is read with defaults, numbers as numbers, and files read', () => {
    const config = readConfig(schema, { ...good, LOG_LEVEL: '', UNRELATED: 'x' });

    expect(config).toMatchObject({ HOST: '127.0.0.1', PORT: 3001, LOG_LEVEL: 'info', TOPIC_PARTITIONS: 12 });
    expect(config.KAFKA_BROKERS).toEqual(['127.0.0.1:9092', '127.0.0.1:9093']);
    expect(config.TOKEN_KEYS_FILE()).toMatchObject([{ kid: 'portal', crv: 'Ed25519' }]);
    expect(config).not.toHaveProperty('UNRELATED');
  });

  it('names every fault at once, and what to do about each', () => {
    const faults = faultsOf(schema, {
      PORT: '70000',
      LOG_LEVEL: 'loud',
      DATABASE_URL: 'mysql://x',
      KAFKA_BROKERS: 'a',
    });

    expect(faults.map((fault) => fault.split(':')[0]).toSorted((a = '', b = '') => a.localeCompare(b))).toEqual([
      'DATABASE_URL',
      'KAFKA_BROKERS',
      'LOG_LEVEL',
      'PORT',
      'TOKEN_KEYS_FILE',
    ]);
    expect(faults).toContain(
      'PORT: is not valid (at most 65535); the port HTTP listens on; set a free one (0 picks one)',
    );
    for (const fault of faults) expect(fault).toMatch(/; .*(set|name|leave)/);
  });

  it('never shows a value, for it may be a secret', () => {
    const faults = faultsOf(schema, {
      ...good,
      DATABASE_URL: 'hunter2',
      KAFKA_BROKERS: 'hunter2',
      LOG_LEVEL: 'hunter2',
    });

    expect(faults).toHaveLength(3);
    expect(faults.join()).not.toContain('hunter2');
  });
});

describe('a variable that names a file', () => {
  const pepper = z.object({ RECEIPT_PEPPER_FILE: secretFileVariable(32, 'the pepper; name its file') });

  it('gives the secret in the file', () => {
    const secret = Buffer.alloc(32, 7);
    const path = file('pepper', `${secret.toString('base64')}\n`);

    expect(readConfig(pepper, { RECEIPT_PEPPER_FILE: path }).RECEIPT_PEPPER_FILE).toEqual(secret);
  });

  it('says why a file cannot be used, without its content', () => {
    expect(faultsOf(pepper, { RECEIPT_PEPPER_FILE: join(folder, 'absent') })[0]).toContain('ENOENT');
    expect(faultsOf(pepper, { RECEIPT_PEPPER_FILE: file('short', 'aHVudGVyMg==') })[0]).toContain('32 bytes in base64');
    expect(faultsOf(pepper, { RECEIPT_PEPPER_FILE: file('long', 'x'.repeat(70_000)) })[0]).toContain('larger than');
  });

  it('takes a private key of this service and refuses a public one', () => {
    const schema = z.object(callerVariables);
    const whole = { ...privateKey.export({ format: 'jwk' }), kid: 'intake' };
    const { d: _, ...half } = whole;

    expect(
      readConfig(schema, { SERVICE_KEY_FILE: file('key.json', JSON.stringify(whole)) }).SERVICE_KEY_FILE,
    ).toMatchObject({ kid: 'intake' });
    expect(faultsOf(schema, { SERVICE_KEY_FILE: file('half.json', JSON.stringify(half)) })[0]).toContain(
      'private Ed25519',
    );
  });
});

it('takes the address of another service without its closing slash', () => {
  const schema = z.object({ INTAKE_URL: serviceUrlVariable('intake') });

  expect(readConfig(schema, { INTAKE_URL: 'http://127.0.0.1:3001/' }).INTAKE_URL).toBe('http://127.0.0.1:3001');
  expect(faultsOf(schema, { INTAKE_URL: 'file:///etc' })).toHaveLength(1);
});

describe('the proxies before the portal', () => {
  const schema = z.object(entranceVariables);

  it('are addresses and networks of both families; there are none unless some are named', () => {
    const { TRUSTED_PROXIES } = readConfig(schema, { TRUSTED_PROXIES: '10.0.0.0/8, 2001:db8::/32,192.0.2.1' });
    expect(TRUSTED_PROXIES).toEqual(['10.0.0.0/8', '2001:db8::/32', '192.0.2.1']);
    expect(readConfig(schema, {}).TRUSTED_PROXIES).toEqual([]);
  });

  it.each(['proxy', '10.0.0.0/33', '10.0.0.1,*'])('are never %s', (TRUSTED_PROXIES) => {
    expect(faultsOf(schema, { TRUSTED_PROXIES })).toEqual([expect.stringContaining('separated by commas')]);
  });
});
