import { randomInt } from 'node:crypto';
import { statementsOf } from '@tuntas/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, type Held, IntakePlatform } from '../fixtures/platform.js';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GUESSES = 400;
/** What one caller may guess wrong at once. */
const CALLERS_FAILURES = 30;

let platform: IntakePlatform;
let held: Held[];

beforeAll(async () => {
  platform = await IntakePlatform.begun();
  held = await Promise.all([platform.told(), platform.told({ secret: true }), platform.told({ anonymous: true })]);
});
afterAll(async () => platform.close());
beforeEach(async () => platform.restart({ withoutKafka: true }));

const drawn = (): string => Array.from({ length: 16 }, () => ALPHABET[randomInt(32)]).join('');

/** A receipt that somebody holds, but for one character. */
function nearMiss(): string {
  const receipt = (held[randomInt(held.length)]?.receipt ?? '').replaceAll('-', '');
  const at = randomInt(16);
  const other = ALPHABET[(ALPHABET.indexOf(receipt[at] ?? '') + 1 + randomInt(31)) % 32];
  return receipt.slice(0, at) + other + receipt.slice(at + 1);
}

const kinds: readonly (() => string | undefined)[] = [
  drawn,
  nearMiss,
  () => (held[randomInt(held.length)]?.receipt ?? '').slice(0, randomInt(16)),
  () => '',
  () => undefined,
  () => '𝟘'.repeat(16),
  () => 'A'.repeat(10_000),
];

async function guess(addressOf: (at: number) => string): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let at = 0; at < GUESSES; at += 50) {
    const some = Array.from({ length: 50 }, (_, more) => {
      const wrong = kinds[(at + more) % kinds.length];
      return platform.shown(wrong?.(), addressOf(at + more));
    });
    answers.push(...(await Promise.all(some)));
  }
  return answers;
}
const withStatus = (answers: readonly Answer[], status: number): Answer[] =>
  answers.filter((answer) => answer.status === status);
/** All of an answer that does not tell the time. */
const seen = ({ status, body, headers: { date, 'retry-after': later, ...headers } }: Answer): string =>
  JSON.stringify({ status, body, headers, isDated: date !== undefined, isLater: later !== undefined });

describe('guesses from one address', () => {
  it('hit nothing, and are looked up thirty times, however many come at once', async () => {
    const answers = await guess(() => '203.0.113.7');

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404, 429]));
    expect(withStatus(answers, 404)).toHaveLength(CALLERS_FAILURES);
    for (const refused of withStatus(answers, 429))
      expect(Number(refused.headers['retry-after'])).toBeGreaterThanOrEqual(30);
  });

  it('get the same answer, byte for byte, whatever was wrong – and once refused, also when it was right', async () => {
    const answers = await guess(() => '203.0.113.7');
    const right = await Promise.all(held.map(({ receipt }) => platform.shown(receipt, '203.0.113.7')));

    expect(new Set(withStatus(answers, 404).map(seen)).size).toBe(1);
    expect(new Set([...withStatus(answers, 429), ...right].map(seen)).size).toBe(1);
  });

  it('are nobody else’s, and shut nobody out who holds both codes', async () => {
    await guess(() => '203.0.113.7');
    for (const { receipt, reference } of held) {
      expect(await platform.shown(receipt, '203.0.113.8')).toMatchObject({ status: 200, body: { reference } });
      expect(await platform.shown(`${reference} ${receipt}`, '203.0.113.7')).toMatchObject({
        status: 200,
        body: { reference },
      });
    }
  });
});

describe('a refusal', () => {
  it('takes as many statements as any other, whatever is wrong with the receipt', async () => {
    const [one] = held;
    const alone = await Promise.all(kinds.map(async (wrong, at) => refusal(wrong(), `198.51.100.${at}`)));
    expect(new Set(alone.map((statements) => statements.join())).size).toBe(1);
    expect(alone[0]).toHaveLength(1);
    const together = [
      `${one?.reference} ${drawn()}`,
      `${one?.reference} ${held[1]?.receipt}`,
      `KTM-0000-00000 ${one?.receipt}`,
    ];
    const both = await Promise.all(together.map(async (codes) => refusal(codes, '198.51.100.99')));
    expect(new Set(both.map((statements) => statements.join())).size).toBe(1);
  });

  async function refusal(shown: string | undefined, ip: string): Promise<readonly string[]> {
    return statementsOf(async () => expect((await platform.shown(shown, ip)).status).toBe(404));
  }
});

describe('guesses from many addresses', () => {
  it('hit nothing, and each address has its own thirty', async () => {
    const answers = await guess((at) => `2001:db8:0:${(at % 100).toString(16)}::${at.toString(16)}`);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
  });

  it('end for everybody together; who holds both codes is let in and can act all the same', async () => {
    platform.spendEverybodysGuesses();
    const [one] = held;
    if (!one) throw new Error('Nothing was told.');
    const both = `${one.reference} ${one.receipt}`;

    expect(await platform.shown(one.receipt, '203.0.113.9')).toMatchObject({ status: 429 });
    expect(await platform.shown(drawn(), '203.0.113.9')).toMatchObject({ status: 429 });
    expect(await platform.shown(both, '203.0.113.9')).toMatchObject({ status: 200 });
    expect(await platform.act('additions', { ...one, receipt: both }, { text: 'Masih rusak' })).toMatchObject({
      status: 202,
    });
    // The same act, however the codes are written.
    expect(await platform.act('additions', { ...one, receipt: both.toLowerCase() }, { text: 'Masih rusak' }))
      .toMatchObject({ status: 202 }); // prettier-ignore
    expect((await platform.facts(one)).filter(({ type }) => type === 'complaint.added')).toHaveLength(1);
  });
});

describe('both codes', () => {
  it('open nothing unless they belong together', async () => {
    const [one, other] = held;
    const mixed = [
      `${one?.reference} ${other?.receipt}`,
      `${other?.reference} ${one?.receipt}`,
      `KTM-0000-00000 ${one?.receipt}`,
      `${one?.reference.slice(0, -1)}${one?.reference.endsWith('0') ? '1' : '0'} ${one?.receipt}`,
      `${one?.reference} ${drawn()}`,
      `${one?.reference} ${one?.reference}`,
    ];
    const answers = await Promise.all(mixed.map((codes) => platform.shown(codes, '203.0.113.7')));
    expect(new Set([...answers, await platform.shown(drawn(), '203.0.113.7')].map(seen)).size).toBe(1);
    expect(answers[0]?.status).toBe(404);
  });
});
