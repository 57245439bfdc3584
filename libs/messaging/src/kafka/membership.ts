/**
 * What one member of a group knows about its own standing, so that a process that was stopped for longer than its session notices on the
 * first question after it resumes, before any answer of the broker could tell it.
 *
 * The coordinator counts a member as alive for a session time-out after it *received* a heartbeat. So the clock here starts when that
 * heartbeat was *sent*: the answer may have waited in the socket of a stopped process. Two clocks are asked, because the monotonic
 * one may stand still while a virtual machine is suspended, and the wall clock may be set back.
 */
export class Membership {
  readonly #sessionMs: number;
  readonly #rebalanceMs: number;
  #aliveWall = 0;
  #aliveMonotonic = 0;
  #rebalancingSince: number | null = null;
  #lost = false;
  /** What ended this membership, to be thrown to the client so that it joins anew. */
  leaving: Error | null = null;

  constructor(times: { sessionMs: number; rebalanceMs: number; heardSentAt: number }) {
    this.#sessionMs = times.sessionMs;
    this.#rebalanceMs = times.rebalanceMs;
    this.heard(times.heardSentAt);
  }

  /** The coordinator has answered a heartbeat (or the joining) that was sent at this wall time, in ms. */
  heard(sentAt: number): void {
    const age = Math.max(0, Date.now() - sentAt);
    this.#aliveWall = Date.now() - age;
    this.#aliveMonotonic = performance.now() - age;
  }

  /** The group shares out its partitions anew; ours are ours until we join, or until the rebalance time-out has passed. */
  rebalance(reason: Error): void {
    this.leaving ??= reason;
    this.#rebalancingSince ??= performance.now();
  }

  /** The coordinator does not count us as a member any more, or we have joined anew: nothing of before is ours. */
  lose(reason: Error): void {
    this.leaving ??= reason;
    this.#lost = true;
  }

  isLost(): boolean {
    const now = performance.now();
    const silence = Math.max(Date.now() - this.#aliveWall, now - this.#aliveMonotonic);
    const rebalancing = this.#rebalancingSince === null ? 0 : now - this.#rebalancingSince;
    return this.#lost || silence > this.#sessionMs || rebalancing > this.#rebalanceMs;
  }
}
