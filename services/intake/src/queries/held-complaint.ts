import { Inject, Injectable } from '@nestjs/common';
import { notFound } from '@tuntas/runtime';
import { SUBMIT_PARTS, type SubmitParts } from '../commands/submit-complaint.js';
import { readReference } from '../domain/reference.js';
import type { Codes } from '../domain/shown-receipt.js';
import { Guessing } from '../secrets/guessing.js';
import { ComplaintReader, type ComplaintRow } from '../store/complaint-reader.js';

/** What somebody shows at a door that a receipt opens. */
export interface Shown extends Codes {
  /** Who shows it, as callers are told apart; nothing about an address. */
  readonly caller: string;
}

/** The one place where a receipt is looked up: what its holder may do begins here. */
@Injectable()
export class HeldComplaint {
  constructor(
    @Inject(ComplaintReader) private readonly reader: ComplaintReader,
    @Inject(Guessing) private readonly guessing: Guessing,
    @Inject(SUBMIT_PARTS) private readonly parts: SubmitParts,
  ) {}

  /**
   * Wrong, misspelt, missing and never given take the same way – one look-up – and get the same answer.
   * @throws Problem `not-found` when the receipt is nobody's; `too-many-wrong-receipts` before anything is looked up
   */
  async by(shown: Shown): Promise<ComplaintRow> {
    const guess = this.guessing.begin(shown.caller, { withReference: shown.reference !== undefined });
    const found = await this.#find(shown).catch((error: unknown) => {
      guess.right(); // nobody learnt anything
      throw error;
    });
    if (!found) {
      guess.wrong();
      throw notFound();
    }
    guess.right();
    return found;
  }

  async #find({ receipt, reference: written }: Codes): Promise<ComplaintRow | undefined> {
    const lookUp = this.parts.receipts.lookUp(receipt);
    if (written === undefined) return this.reader.byReceipt(lookUp);
    const reference = readReference(written, this.parts.referencePrefix);
    return reference === undefined ? undefined : this.reader.byBothCodes(reference, lookUp);
  }
}
