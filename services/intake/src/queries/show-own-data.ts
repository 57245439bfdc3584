import { Inject, Injectable } from '@nestjs/common';
import type { Language } from '@tuntas/events';
import { Database } from '@tuntas/postgres';
import { ComplaintReader } from '../store/complaint-reader.js';
import { HeldComplaint, type Shown } from './held-complaint.js';
import { ShowComplaint } from './show-complaint.js';

interface Reading {
  readonly reader: string;
  readonly what: string;
  readonly at: Date;
}

/** Everything that is held about a complainant, in one file (UU 27/2022, articles 6 and 7). */
@Injectable()
export class ShowOwnData {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ComplaintReader) private readonly reader: ComplaintReader,
    @Inject(ShowComplaint) private readonly showComplaint: ShowComplaint,
    @Inject(HeldComplaint) private readonly held: HeldComplaint,
  ) {}

  /**
   * The page as its complainant sees it, and besides: how it came, everything that was said later, who read what is not
   * public, and what was done about the data. @throws Problem `not-found` when the receipt is nobody's
   */
  async byReceipt(shown: Shown, language: Language): Promise<{ readonly reference: string; readonly data: object }> {
    const row = await this.held.by(shown);
    const [page, said, readings, { erasures, holds, dataActs }] = await Promise.all([
      this.showComplaint.toHolder(row, language),
      this.reader.saidLater(row.id),
      this.#readings(row.id),
      this.reader.parts(row.id),
    ]);
    const { channel, language: spoken, agency_named: agencyNamed, reachable, restricted } = row;
    const asTold = { id: row.id, channel, language: spoken, agencyNamed, reachable, restricted };
    return { reference: row.reference, data: { page, asTold, saidLater: said, readings, erasures, holds, dataActs } };
  }

  async #readings(id: string): Promise<Reading[]> {
    return this.database.sql<Reading & object>`
      SELECT coalesce(data -> 'by' ->> 'service', concat_ws(' ', data -> 'by' ->> 'role', data -> 'by' ->> 'agency',
        data -> 'by' ->> 'unit')) AS reader, split_part(type, '.', 1) AS what, recorded_at AS at
      FROM messaging.journal WHERE key = ${id} AND stream = 'audit' AND type IN ('identity.read', 'words.read')
        AND NOT (data -> 'by' ->> 'role' IS NOT NULL AND EXISTS (
          SELECT FROM legal_holds h WHERE h.complaint_id = ${id} AND conceals AND lifted_at IS NULL
            AND (until IS NULL OR until >= app_now()::date)))
      ORDER BY id`;
  }
}
