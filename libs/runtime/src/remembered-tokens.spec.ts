import { expect, it } from 'vitest';
import { remembered } from './remembered-tokens.js';

function memory() {
  const state = { now: 1_000, checks: 0 };
  const whoOf = remembered(
    async (token) => {
      state.checks += 1;
      if (token === 'bad') throw new Error('bad');
      return { who: `who of ${token}`, expiresAtSeconds: 1_300 };
    },
    () => state.now,
  );
  return { state, whoOf };
}

it('checks a good token once', async () => {
  const { state, whoOf } = memory();
  expect([await whoOf('a'), await whoOf('a')]).toEqual(['who of a', 'who of a']);
  expect(state.checks).toBe(1);
});

it('forgets a token the moment it expires', async () => {
  const { state, whoOf } = memory();
  await whoOf('a');
  state.now = 1_300;
  await whoOf('a');
  expect(state.checks).toBe(2);
});

it('checks a faulty token every time', async () => {
  const { state, whoOf } = memory();
  await expect(whoOf('bad')).rejects.toThrow();
  await expect(whoOf('bad')).rejects.toThrow();
  expect(state.checks).toBe(2);
});

it('remembers a thousand, the newest', async () => {
  const { state, whoOf } = memory();
  for (let i = 0; i <= 1_000; i++) await whoOf(`t${i}`);
  await whoOf('t1000');
  expect(state.checks).toBe(1_001);
  await whoOf('t0');
  expect(state.checks).toBe(1_002);
});
