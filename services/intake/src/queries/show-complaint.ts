import { Inject, Injectable } from '@nestjs/common';
import type { Language } from '@tuntas/events';
import { Database } from '@tuntas/postgres';
import { notFound } from '@tuntas/runtime';
import { SUBMIT_PARTS, type SubmitParts } from '../commands/submit-complaint.js';
import { readReference } from '../domain/reference.js';
import { ComplaintReader, type ComplaintRow } from '../store/complaint-reader.js';
import { Directory } from '../store/directory.js';
import { HeldComplaint, type Shown } from './held-complaint.js';
import { MissedReplies } from './missed-replies.js';
import type { ViewContext } from './standing.js';
import { ownView, publicView } from './view.js';

/** Answers where a complaint stands: to anybody by its reference, to its complainant by the receipt. */
@Injectable()
export class ShowComplaint {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ComplaintReader) private readonly reader: ComplaintReader,
    @Inject(HeldComplaint) private readonly held: HeldComplaint,
    @Inject(Directory) private readonly directory: Directory,
    @Inject(MissedReplies) private readonly missed: MissedReplies,
    @Inject(SUBMIT_PARTS) private readonly parts: SubmitParts,
  ) {}

  /** The check character is looked at first: what was misheard costs no query. */
  async byReference(written: string, language: Language): Promise<object> {
    const reference = readReference(written, this.parts.referencePrefix);
    const row = reference === undefined ? undefined : await this.reader.byReference(reference);
    if (!row) throw notFound();
    return publicView(row, await this.reader.publishedWords(row), await this.#context(language));
  }

  async byReceipt(shown: Shown, language: Language): Promise<object> {
    return this.toHolder(await this.held.by(shown), language);
  }

  /** As its complainant sees it. */
  async toHolder(row: ComplaintRow, language: Language): Promise<object> {
    const [parts, sealed, context] = await Promise.all([
      this.reader.parts(row.id),
      this.reader.sealedParts(row.id),
      this.#context(language),
    ]);
    const replies = await this.missed.complete(row.id, parts);
    return ownView(row, { ...parts, replies }, sealed, context);
  }

  async #context(language: Language): Promise<ViewContext> {
    const [found] = await this.database.sql<{ now: Date }>`SELECT app_now() AS now`;
    return { directory: this.directory, language, deskZone: this.parts.deskZone, now: found?.now ?? new Date() };
  }
}
