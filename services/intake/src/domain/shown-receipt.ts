/** Longer than anybody writes both codes, with prefix, spaces and hyphens. */
const MOST_WRITTEN_CHARACTERS = 80;
/** A reference, whose prefix may be left out, and behind it the 16 characters of a receipt. */
const bothCodes = /^((?:[A-Z]{2,5})?[0-9A-Z]{9})([0-9A-Z]{16})$/;

/** What somebody shows to be let in: the receipt, perhaps with the reference written before it. */
export interface Codes {
  readonly receipt: string;
  readonly reference?: string;
}

/**
 * Pure: the codes that somebody wrote, as `KTM-7F3Q-H2XK4 ABCD-…` or the receipt alone. What is no pair of codes is taken for
 * a receipt as it stands, and found to be none where receipts are looked up.
 */
export function codesIn(written: string): Codes {
  if (written.length > MOST_WRITTEN_CHARACTERS) return { receipt: written };
  const [, reference, receipt] = bothCodes.exec(written.toUpperCase().replace(/[\s-]/g, '')) ?? [];
  return reference === undefined || receipt === undefined ? { receipt: written } : { receipt, reference };
}
