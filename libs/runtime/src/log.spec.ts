import { beforeEach, describe, expect, it } from 'vitest';
import { alarm, declareAlarm } from './alarm.js';
import { configureLog, logOf } from './log.js';
import { registry } from './metrics.js';
import { cutQuoted, safeError } from './safe-error.js';

const CANARY = 'Budi-081234567890';
let lines: string[] = [];
const early = logOf('early');

beforeEach(() => {
  lines = [];
  configureLog({ service: 'intake', level: 'info', destination: { write: (line) => void lines.push(line) } });
});

function last(): Record<string, unknown> {
  return JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown>;
}

describe('a log', () => {
  it('names service, part and level, also when it was made before the service was named', () => {
    early.warn('slow', { lag: 7 });
    expect(last()).toMatchObject({ level: 'warn', service: 'intake', part: 'early', lag: 7, msg: 'slow' });
  });

  it('keeps below its level silent', () => {
    early.debug('nothing');
    expect(lines).toEqual([]);
  });
});

describe('an error in a log', () => {
  it.each([
    Object.assign(new Error(`invalid input syntax for type uuid: "${CANARY}"`), { code: '22P02' }),
    Object.assign(new Error('duplicate key value violates unique constraint "complaints_key"'), {
      code: '23505',
      detail: `Key (phone)=(${CANARY}) already exists.`,
      where: `COPY complaints, line 1: "${CANARY}"`,
      parameters: [CANARY],
      query: `INSERT ... '${CANARY}'`,
    }),
    new Error(`Unexpected token 'B', ..."name":${CANARY}`),
    new Error(`Key (phone)=(${CANARY}) already exists`),
    new Error('failed', { cause: new Error(`wrong value '${CANARY}'`) }),
    new AggregateError([new Error(`"${CANARY}"`)], 'all failed'),
    CANARY,
  ])('holds nothing that people wrote: %#', (error) => {
    early.error('failed', {}, error);
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain(CANARY);
  });

  it('still says what went wrong and where', () => {
    const unique = Object.assign(new Error('duplicate key'), {
      code: '23505',
      constraint: 'complaints_key',
      table: 't',
    });
    expect(safeError(unique)).toMatchObject({ code: '23505', constraint: 'complaints_key', message: 'duplicate key' });
    expect(safeError(unique).frames?.[0]).toContain('log.spec.ts');
    const missing = Object.assign(new Error('relation "cases" does not exist'), { code: '42P01' });
    expect(safeError(missing).message).toBe('relation "cases" does not exist');
  });

  it('has a message cut before the first quote, without addresses and numbers of people', () => {
    expect(cutQuoted(`bad value "x" at 7`)).toBe('bad value …');
    expect(cutQuoted('550 5.1.1 budi@example.org unknown, call 081234567890')).toBe('550 5.1.1 … unknown, call …');
  });
});

describe('an alarm', () => {
  it('counts in the metrics and writes one error line', async () => {
    declareAlarm('parked');
    expect(await registry.metrics()).toContain('tuntas_alarms_total{alarm="parked",stream=""} 0');

    alarm('parked', { stream: 'tuntas.intake.v1', key: 'c1' }, new Error('schema'));

    expect(await registry.metrics()).toContain('tuntas_alarms_total{alarm="parked",stream="tuntas.intake.v1"} 1');
    expect(last()).toMatchObject({ level: 'error', alarm: 'parked', key: 'c1', err: { message: 'schema' } });
  });

  it('writes at most twenty lines a second and counts them all', async () => {
    for (let i = 0; i < 500; i++) alarm('gap', { stream: 'tuntas.intake.v1' });

    expect(lines.length).toBeLessThanOrEqual(40); // two seconds' worth, should the second turn meanwhile
    expect(await registry.metrics()).toContain('tuntas_alarms_total{alarm="gap",stream="tuntas.intake.v1"} 500');
  });
});
