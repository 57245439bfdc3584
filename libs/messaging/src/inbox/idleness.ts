/**
 * Notices a consumer that has messages before it and finishes none, whatever it says of itself: one chunk that fails again
 * and again, a record that the client cannot decode, a database that does not answer.
 */
export class Idleness {
  /** Since when, by the monotonic clock in ms, nothing was finished although something waited. */
  #since: number | undefined;
  #lastChunk: number | undefined;

  constructor(private readonly longestMs: number) {}

  /** To be asked every few seconds; true for as long as the stall lasts. */
  isStall(lag: number, lastChunkAt: Date | null, now = performance.now()): boolean {
    const lastChunk = lastChunkAt?.getTime();
    if (lag === 0 || lastChunk !== this.#lastChunk) this.#since = undefined;
    this.#lastChunk = lastChunk;
    if (lag === 0) return false;
    this.#since ??= now;
    return now - this.#since > this.longestMs;
  }
}
