import { expect, it } from 'vitest';
import { CallerKeys } from './caller-key.js';

it('is the same for one address, another for the next, and shows nothing of it', () => {
  const keys = new CallerKeys();
  const [one, again, other] = ['203.0.113.7', '203.0.113.7', '203.0.113.8'].map((address) => keys.of(address));
  expect(one).toBe(again);
  expect(one).not.toBe(other);
  expect(one).toMatch(/^[\w-]{16}$/);
});

it('is another in the next process and, from the hour on, in the same', () => {
  const clock = { now: 1_000 };
  const keys = new CallerKeys(() => clock.now);
  const first = keys.of('203.0.113.7');
  clock.now += 3_599_999;
  expect(keys.of('203.0.113.7')).toBe(first);
  clock.now += 1;
  expect(keys.of('203.0.113.7')).not.toBe(first);
  expect(new CallerKeys().of('203.0.113.7')).not.toBe(keys.of('203.0.113.7'));
});

it('takes all addresses of one /64 of IPv6 for one caller, and no two /64s', () => {
  const keys = new CallerKeys();
  const [low, high, written, next] = [
    '2001:db8:1:2::1',
    '2001:db8:1:2:ffff:ffff:ffff:ffff',
    '2001:0DB8:0001:0002:0:0:0:9%eth0',
    '2001:db8:1:3::1',
  ].map((address) => keys.of(address));
  expect(new Set([low, high, written]).size).toBe(1);
  expect(next).not.toBe(low);
});

it('takes IPv4 dressed as IPv6 for what it is, not for one of a /64 that all of IPv4 shares', () => {
  const keys = new CallerKeys();
  expect(keys.of('::ffff:203.0.113.7')).toBe(keys.of('203.0.113.7'));
  expect(keys.of('::ffff:203.0.113.8')).not.toBe(keys.of('203.0.113.7'));
});

it('has an answer also for what is no address', () => {
  const keys = new CallerKeys();
  expect(keys.of('')).toBe(keys.of('a socket'));
});
