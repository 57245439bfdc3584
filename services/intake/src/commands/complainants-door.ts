import { Inject, Injectable } from '@nestjs/common';
import { Messaging } from '@tuntas/messaging';
import type { CaseFile } from '../domain/case-file.js';
import { beforeOpening } from '../domain/before-opening.js';
import type { ActKey } from '../secrets/receipts.js';
import { CaseFileStore } from '../store/case-file.store.js';
import { HeldComplaint, type Shown } from '../queries/held-complaint.js';
import { Directory } from '../store/directory.js';
import type { AtTheDoor, DecideAct } from './recorded.js';
import { SUBMIT_PARTS, type SubmitParts } from './submit-complaint.js';

/**
 * The complainant's own door after telling: whoever has the receipt acts here. An act is a fact at once, in this service's
 * own database: it counts from now, also while Kafka or follow-up are away, and before any clock that ends the case.
 */
@Injectable()
export class ComplainantsDoor {
  constructor(
    @Inject(Messaging) private readonly messaging: Messaging,
    @Inject(CaseFileStore) private readonly store: CaseFileStore,
    @Inject(HeldComplaint) private readonly held: HeldComplaint,
    @Inject(Directory) private readonly directory: Directory,
    @Inject(SUBMIT_PARTS) private readonly parts: SubmitParts,
  ) {}

  /** @throws Problem `not-found` when the receipt is nobody's, or why the act is impossible now */
  async act<Said>(shown: Shown, decide: DecideAct<Said & AtTheDoor>, said: Said, told: ActKey): Promise<void> {
    const { receipts, deskZone } = this.parts;
    const complaint = await this.held.by(shown);
    const { file, area, secret, possibly_supervisory: possiblySupervisory } = complaint;
    const first = file ?? beforeOpening({ secret, possiblySupervisory });
    await this.messaging.command({
      store: this.store,
      decide: (known: CaseFile | undefined, input: Said & AtTheDoor, context) => decide(known ?? first, input, context),
      key: complaint.id,
      input: {
        ...said,
        actId: receipts.actId(shown.receipt, told),
        reopening: this.directory.reopeningOf({ holder: first.holder, area, closedAt: first.dates.closed }, deskZone),
      },
    });
  }
}
