const ANSWER_WITHIN_MS = 60_000;
/** The machine is busy, that is what this is about; a request that meets no answer at all is sent again. */
const MOST_ATTEMPTS = 5;

/** The entrance as the world sees it: the proxy before it, which we are, says whence a request came. */
export class Entrance {
  constructor(private readonly base: string) {}

  /** Shows a receipt; the status of the answer. */
  async show(
    receipt: string | undefined,
    address: string,
  ): Promise<{ readonly status: number; readonly text: string }> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const response = await fetch(`${this.base}/api/receipt/status`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
          body: JSON.stringify({ receipt }),
          signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
        });
        const text = await response.text();
        if (response.status < 500 || attempt === MOST_ATTEMPTS) return { status: response.status, text };
      } catch (error) {
        if (attempt === MOST_ATTEMPTS) throw error;
      }
    }
  }
}
