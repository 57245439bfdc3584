import { createHash } from 'node:crypto';

/**
 * The one of these that a taste likes best, or nothing when there is none. It stays the same when others come or go (rendezvous
 * hashing), so that leaving out one happening of a life does not change what all later ones choose.
 */
export function favourite(options: readonly string[], taste: number): string {
  const liking = (option: string): string => createHash('sha256').update(`${taste} ${option}`).digest('hex');
  return options.toSorted((a, b) => (liking(a) < liking(b) ? -1 : 1))[0] ?? '';
}
