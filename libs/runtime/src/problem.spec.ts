import { describe, expect, it } from 'vitest';
import { fateOf, invalid, notFound, Problem, refused, statusOf, toProblem, tooMany, unavailable } from './problem.js';
import { isTransient } from './transient.js';

describe('the kind of an error decides', () => {
  it.each([
    [refused('move-not-legal'), 409, 'park'],
    [notFound(), 404, 'park'],
    [new Problem('forbidden', 'not-found'), 404, 'park'],
    [new Problem('unauthenticated', 'unauthenticated'), 401, 'park'],
    [invalid('text-empty', 'text'), 400, 'park'],
    [invalid('body-too-large'), 413, 'park'],
    [invalid('unsupported-media-type'), 415, 'park'],
    [unavailable(), 503, 'wait'],
    [tooMany('too-many-requests', 60), 429, 'wait'],
    [new Problem('unexpected', 'unexpected'), 500, 'park'],
  ] as const)('%s → %i and %s', (problem, status, fate) => {
    expect(statusOf(problem)).toBe(status);
    expect(fateOf(problem)).toBe(fate);
  });

  it('parks a message that meets a bug and waits with one that meets a database that is away', () => {
    expect(fateOf(new TypeError('x is undefined'))).toBe('park');
    expect(fateOf(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }))).toBe('wait');
  });

  it('keeps the cause of an error it does not know', () => {
    const bug = new TypeError('x is undefined');
    expect(toProblem(bug)).toMatchObject({ kind: 'unexpected', cause: bug });
  });
});

describe('a fault that passes by itself', () => {
  const withCode = (code: string): Error => Object.assign(new Error('x'), { code });
  const named = (name: string, more = {}): Error => Object.assign(new Error('x'), { name, ...more });

  it.each([
    '08006',
    '57P01',
    '57P03',
    '53100',
    '53300',
    '40001',
    '40P01',
    '55P03',
    '57014',
    '58030',
    '25P03',
    '25006',
    '26000',
  ])('is PostgreSQL %s', (code) => expect(isTransient(withCode(code))).toBe(true));

  it.each(['23505', '23514', '22001', '22P02', '42P01', '42601', 'P0001', '57P', 'XX000'])(
    'is not PostgreSQL %s',
    (code) => expect(isTransient(withCode(code))).toBe(false),
  );

  it.each(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EAI_AGAIN', 'ERR_STREAM_DESTROYED'])(
    'is the socket error %s',
    (code) => expect(isTransient(withCode(code))).toBe(true),
  );

  it.each([
    'timeout exceeded when trying to connect',
    'Connection terminated unexpectedly',
    'Connection terminated due to connection timeout',
    'Client has encountered a connection error and is not queryable',
    'cached plan must not change result type',
  ])('is what pg says without a code: %s', (message) => expect(isTransient(new Error(message))).toBe(true));

  it('is a broker that cannot be reached, not a record that is too large', () => {
    expect(isTransient(named('KafkaJSConnectionError'))).toBe(true);
    expect(isTransient(named('KafkaJSProtocolError', { retriable: true, code: 5 }))).toBe(true);
    expect(isTransient(named('KafkaJSProtocolError', { retriable: false, code: 10 }))).toBe(false);
    expect(isTransient(named('KafkaJSNonRetriableError'))).toBe(false);
  });

  it('is found inside the errors that wrap it, and a ring of causes ends', () => {
    expect(isTransient(new Error('query failed', { cause: withCode('ECONNRESET') }))).toBe(true);
    expect(isTransient(Object.assign(new Error('typeorm'), { driverError: withCode('57P01') }))).toBe(true);
    expect(isTransient(new AggregateError([withCode('ECONNREFUSED')]))).toBe(true);
    const ring = new Error('ring');
    ring.cause = ring;
    expect(isTransient(ring)).toBe(false);
  });

  it('is a time-out of a call', () => {
    expect(isTransient(new DOMException('timed out', 'TimeoutError'))).toBe(true);
    expect(isTransient(undefined)).toBe(false);
    expect(isTransient('ECONNREFUSED')).toBe(false);
  });
});
