import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Membership } from './membership.js';

describe('a membership', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'performance'] }));
  afterEach(() => void vi.useRealTimers());
  const joined = () => new Membership({ sessionMs: 6_000, rebalanceMs: 2_000, heardSentAt: Date.now() });

  it('must be assumed lost after a silence as long as a rebalance may wait', () => {
    const membership = joined();
    vi.advanceTimersByTime(2_000);
    expect(membership.isLost()).toBe(false);
    vi.advanceTimersByTime(1);
    expect(membership.isLost()).toBe(true);
  });

  it('counts from the sending of a heartbeat, because its answer may have waited in the socket of a stopped process', () => {
    const membership = joined();
    const sentAt = Date.now();
    vi.advanceTimersByTime(10_000);
    membership.heard(sentAt);
    expect(membership.isLost()).toBe(true);
    membership.heard(Date.now());
    expect(membership.isLost()).toBe(false);
  });

  it('goes on while the group rebalances, but hands nothing more out, and is over when it was lost', () => {
    const membership = joined();
    const rebalance = new Error('REBALANCE_IN_PROGRESS');
    membership.rebalance(rebalance);
    expect([membership.isLost(), membership.leaving]).toEqual([false, rebalance]);
    membership.lose(new Error('UNKNOWN_MEMBER_ID'));
    expect([membership.isLost(), membership.leaving]).toEqual([true, rebalance]);
  });
});
