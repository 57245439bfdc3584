import { describe, expect, it } from 'vitest';
import { demandSameOrigin } from './same-origin.js';

const ORIGIN = 'https://lapor.example';
const ask = (method: string, headers: Record<string, string>) => () => demandSameOrigin({ method, headers }, ORIGIN);

describe('a write with a session', () => {
  it.each([{ origin: ORIGIN }, { origin: ORIGIN, 'sec-fetch-site': 'same-origin' }])('is taken with %j', (headers) => {
    expect(ask('POST', headers)).not.toThrow();
  });

  it.each([
    {},
    { 'sec-fetch-site': 'same-origin' },
    { origin: 'null' },
    { origin: '' },
    { origin: 'https://evil.example' },
    { origin: 'https://lapor.example.evil.example' },
    { origin: 'http://lapor.example' },
    { origin: 'https://lapor.example:8443' },
    { origin: ORIGIN, 'sec-fetch-site': 'cross-site' },
    { origin: ORIGIN, 'sec-fetch-site': 'same-site' },
    { origin: ORIGIN, 'sec-fetch-site': 'none' },
  ])('is refused with %j', (headers) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) expect(ask(method, headers)).toThrow('cross-site');
  });

  it('is not what reading is', () => {
    for (const method of ['GET', 'HEAD']) expect(ask(method, { origin: 'https://evil.example' })).not.toThrow();
  });
});
