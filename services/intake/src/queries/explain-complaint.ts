import { Inject, Injectable } from '@nestjs/common';
import type { Language } from '@tuntas/events';
import { Database } from '@tuntas/postgres';
import { notFound } from '@tuntas/runtime';
import { type DatedFact, explain, factsForAnybody, stateLabels, statusText, whyView } from '@tuntas/wording';
import { SUBMIT_PARTS, type SubmitParts } from '../commands/submit-complaint.js';
import { possibleActs } from '../domain/possible-acts.js';
import { readReference } from '../domain/reference.js';
import { ComplaintReader, type ComplaintRow, type FileParts } from '../store/complaint-reader.js';
import { Directory } from '../store/directory.js';
import { HeldComplaint, type Shown } from './held-complaint.js';
import { fileAt, statusOf, type ViewContext, zoneOf } from './standing.js';

/** Why a complaint stands where it stands: to anybody by its reference, to its complainant by the receipt. */
@Injectable()
export class ExplainComplaint {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ComplaintReader) private readonly reader: ComplaintReader,
    @Inject(HeldComplaint) private readonly held: HeldComplaint,
    @Inject(Directory) private readonly directory: Directory,
    @Inject(SUBMIT_PARTS) private readonly parts: SubmitParts,
  ) {}

  /** Of a secret complaint, and of one that is supervisory or perhaps so, nothing but the state (domain.md §4). */
  async byReference(written: string, language: Language): Promise<object> {
    const reference = readReference(written, this.parts.referencePrefix);
    const row = reference === undefined ? undefined : await this.reader.byReference(reference);
    if (!row) throw notFound();
    const parts = await this.reader.parts(row.id);
    const facts = row.secret ? undefined : factsForAnybody(factsOf(row, { ...parts, acts: [] }));
    const context = await this.#context(language);
    return facts ? publicWhy(row, facts, context) : stateAlone(row, language);
  }

  async byReceipt(shown: Shown, language: Language): Promise<object> {
    const row = await this.held.by(shown);
    const [parts, context] = await Promise.all([this.reader.parts(row.id), this.#context(language)]);
    return ownWhy(row, parts, context);
  }

  async #context(language: Language): Promise<ViewContext> {
    const [found] = await this.database.sql<{ now: Date }>`SELECT app_now() AS now`;
    if (!found) throw new Error('A statement without a FROM has one row.');
    return { directory: this.directory, language, deskZone: this.parts.deskZone, now: found.now };
  }
}

function stateAlone(row: ComplaintRow, language: Language): object {
  const { state } = fileAt(row);
  const label = stateLabels[state][language];
  return { reference: row.reference, state, stateLabel: label, sentence: label };
}

function publicWhy(row: ComplaintRow, facts: readonly DatedFact[], context: ViewContext): object {
  const sentence = statusText(statusOf(row, [], 'public', context), context.language);
  return { reference: row.reference, sentence, ...said(row, facts, 'public', context) };
}

function ownWhy(row: ComplaintRow, parts: FileParts, context: ViewContext): object {
  const { directory, deskZone, language, now } = context;
  const file = { ...fileAt(row), acts: parts.acts };
  const where = { holder: file.holder, area: row.area, closedAt: file.dates.closed };
  const acts = possibleActs(file, { now, reopening: directory.reopeningOf(where, deskZone) });
  const sentence = statusText(statusOf(row, acts, 'complainant', context), language);
  return { reference: row.reference, sentence, ...said(row, factsOf(row, parts), 'complainant', context) };
}

function said(
  row: ComplaintRow,
  facts: readonly DatedFact[],
  reader: 'public' | 'complainant',
  context: ViewContext,
): object {
  const { directory: names, language } = context;
  const reading = { reader, names, language, zone: zoneOf(row, context), discreet: row.secret };
  return whyView(explain(facts, { reader, start: fileAt(row) }), reading);
}

/** How the complaint came, what the complainant did and what follow-up said of it, in order of time. */
function factsOf(row: ComplaintRow, { timeline, acts }: Pick<FileParts, 'timeline' | 'acts'>): DatedFact[] {
  const { secret, possibly_supervisory: possiblySupervisory } = row;
  const told = { type: 'complaint.submitted', data: { secret, possiblySupervisory, class: 'unknown' } };
  const did = acts.map(({ act, at, ...data }) => ({ at, type: `complaint.${act}`, data }));
  const later = [...timeline, ...did].toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
  // TypeScript cannot see that rows of the timeline are facts as they were parsed at the border.
  return [{ ...told, at: row.submitted_at.toISOString() }, ...later] as DatedFact[];
}
