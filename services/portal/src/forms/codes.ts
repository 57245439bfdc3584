/** A receipt is 16 characters of Crockford's base 32 (80 bits); people write it with spaces, hyphens and small letters. */
const receiptShape = /^[0-9A-Z]{16}$/;
/** Two to five letters of the installation, which may be left out, and nine characters. Never as long as a receipt. */
const referenceShape = /^(?:[A-Z]{2,5})?[0-9A-Z]{9}$/;

/** Both, the reference first: whoever shows both is let in also while too many wrong receipts come. */
const bothShape = /^(?:[A-Z]{2,5})?[0-9A-Z]{9}[0-9A-Z]{16}$/;
const RECEIPT_CHARACTERS = 16;

/** What somebody wrote into the field for codes. */
export type WrittenCode =
  | { readonly is: 'receipt'; readonly receipt: string }
  | { readonly is: 'reference'; readonly reference: string }
  | { readonly is: 'neither' };

/**
 * Which of the two it can be, by its shape alone. What is neither is looked up nowhere: a receipt with a character missing
 * must not be tried as a reference, which would put it into an address.
 */
export function readCode(written: string): WrittenCode {
  const code = written.toUpperCase().replace(/[\s.–-]/g, '');
  if (receiptShape.test(code) || bothShape.test(code)) return { is: 'receipt', receipt: code };
  if (referenceShape.test(code)) return { is: 'reference', reference: code };
  return { is: 'neither' };
}

/** The receipt with its reference before it, as `readCode` reads it again; one that has it already stays as it is. */
export function bothCodes(reference: string, receipt: string): string {
  return `${reference} ${receipt.replace(/[\s-]/g, '').slice(-RECEIPT_CHARACTERS)}`;
}

/** Four groups of four, as people copy and read it aloud. */
export function receiptInGroups(receipt: string): string {
  return (
    receipt
      .replace(/[\s-]/g, '')
      .match(/.{1,4}/g)
      ?.join(' ') ?? receipt
  );
}
