import { Problem } from '@tuntas/runtime';
import type { FastifyRequest } from 'fastify';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A session comes with every request of its browser, whichever page caused it; what writes must come from our own pages.
 * Browsers say whence: `Origin` has to be there and ours, and `Sec-Fetch-Site`, where the browser knows it, `same-origin`.
 * A missing or `null` origin is refused: no browser of today leaves it out of a write (Fetch §3.2; ASVS 5.0 3.5.1).
 * @throws Problem `cross-site`
 */
export function demandSameOrigin(
  { method, headers }: Pick<FastifyRequest, 'method' | 'headers'>,
  origin: string,
): void {
  if (SAFE.has(method)) return;
  const site = headers['sec-fetch-site'];
  if (headers.origin !== origin || (site !== undefined && site !== 'same-origin')) {
    throw new Problem('refused', 'cross-site');
  }
}
