const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The keys that can be a complaint's id. Anything else has no case; one stray key in a chunk must not make the statement
 * that loads all of them fail.
 */
export function complaintIds(keys: readonly string[]): string[] {
  return keys.filter((key) => UUID.test(key));
}
