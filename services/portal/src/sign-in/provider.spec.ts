import type { JsonWebKey } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { configureLog } from '@tuntas/runtime';
import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Provider } from './provider.js';

/** A provider that calls itself as the test says, and has no other part. */
let called = '';
let server: Server;
let address: string;
let clientKey: JsonWebKey & { kid: string };

beforeAll(async () => {
  configureLog({ service: 'portal', level: 'silent' });
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  clientKey = { ...(await exportJWK(privateKey)), kid: 'of-a-test' };
  server = createServer((_, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ issuer: called, authorization_endpoint: `${address}/auth` }));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

/** Its description is read elsewhere than below its name, as in a cluster where the name is the outside's. */
const provider = (): Provider =>
  new Provider({
    issuer: 'https://masuk.contoh.go.id',
    discoveryUrl: `${address}/.well-known/openid-configuration`,
    clientId: 'portal',
    clientKey,
    publicUrl: 'https://lapor.contoh.go.id',
  });

describe('the provider that signs officers in', () => {
  it.each([
    'https://masuk.contoh.go.id.penipu.example',
    'https://masuk.contoh.go.id/',
    'http://masuk.contoh.go.id',
    'https://MASUK.contoh.go.id',
  ])('is none that calls itself %s', async (name) => {
    called = name;
    await expect(provider().begin('sign-in', 'id')).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('is the one that calls itself as the installation says, also when it did not before', async () => {
    const asked = provider();
    called = 'https://penipu.example';
    await expect(asked.begin('sign-in', 'id')).rejects.toMatchObject({ kind: 'unavailable' });
    called = 'https://masuk.contoh.go.id';
    const { url, state } = await asked.begin('sign-in', 'id');
    expect(url.startsWith(`${address}/auth?`)).toBe(true);
    expect(new URL(url).searchParams.get('state')).toBe(state);
  });
});
