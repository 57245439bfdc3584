/**
 * What one member of a group knows about its own standing, so that a process that was stopped for too long notices on the first
 * question after it resumes, before any answer of the broker could tell it.
 *
 * The coordinator keeps a silent member for a session time-out; but when somebody joins meanwhile, only for a rebalance time-out. So
 * after the shorter of the two the partitions may be another's. The time runs from when the last heartbeat that was answered well had
 * been *sent*: its answer may have waited in the socket of a stopped process. Two clocks are asked, because the monotonic one may
 * stand still while a virtual machine is suspended, and the wall clock may be set back.
 */
export class Membership {
  readonly #keptMs: number;
  #aliveWall = 0;
  #aliveMonotonic = 0;
  #lost = false;
  /** What ended this membership, to be thrown to the client so that it joins anew. */
  leaving: Error | null = null;

  constructor(times: { sessionMs: number; rebalanceMs: number; heardSentAt: number }) {
    this.#keptMs = Math.min(times.sessionMs, times.rebalanceMs);
    this.heard(times.heardSentAt);
  }

  /** The coordinator has answered well a heartbeat (or the joining) that was sent at this wall time, in ms. */
  heard(sentAt: number): void {
    const age = Math.max(0, Date.now() - sentAt);
    this.#aliveWall = Date.now() - age;
    this.#aliveMonotonic = performance.now() - age;
  }

  /** The group shares out its partitions anew; ours are ours until we join it, or for a rebalance time-out. */
  rebalance(reason: Error): void {
    this.leaving ??= reason;
  }

  /** The coordinator does not count us as a member any more, or we have joined anew: nothing of before is ours. */
  lose(reason: Error): void {
    this.leaving ??= reason;
    this.#lost = true;
  }

  isLost(): boolean {
    const silence = Math.max(Date.now() - this.#aliveWall, performance.now() - this.#aliveMonotonic);
    return this.#lost || silence > this.#keptMs;
  }
}
