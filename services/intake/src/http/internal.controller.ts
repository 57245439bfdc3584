import { Controller, Get, Header, Inject, Param } from '@nestjs/common';
import { complaintId } from '@tuntas/events';
import { lastSequence, recordAudit } from '@tuntas/messaging';
import { Database } from '@tuntas/postgres';
import { Caller, type CheckedCaller, logOf, notFound, refused, Services } from '@tuntas/runtime';
import { ComplaintReader, type ComplaintRow } from '../store/complaint-reader.js';

const log = logOf('readings');

/** What other services ask of intake at the moment of use: signed, logged, never cached (design.md §3). */
@Controller('api/internal/complaints')
export class InternalController {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(ComplaintReader) private readonly reader: ComplaintReader,
  ) {}

  /** How to reach the complainant; nothing of that while the data may not be used; 410 when the identity was erased, which cancels what was still to be said. */
  @Get(':id/contact')
  @Services('notification')
  @Header('cache-control', 'no-store')
  async contact(@Param('id') id: string, @Caller() caller: CheckedCaller): Promise<object> {
    const found = await this.#found(id);
    await this.#recordReading(found, 'identity.read', caller);
    const { language, anonymous, secret, restricted } = found;
    const { identity } = await this.reader.sealedParts(id);
    if (identity === 'erased') throw refused('identity-erased');
    if (restricted) return { language, anonymous, secret };
    const { name, email } = identity.contact;
    return { language, ...(name && { name }), ...(email && { email }), anonymous, secret };
  }

  /** The words, for an officer whom follow-up has just let in, or whose copy has passed by on Kafka. */
  @Get(':id/words')
  @Services('follow-up')
  @Header('cache-control', 'no-store')
  async words(@Param('id') id: string, @Caller() caller: CheckedCaller): Promise<object> {
    await this.#recordReading(await this.#found(id), 'words.read', caller);
    return (await this.reader.sealedParts(id)).words;
  }

  /** What the complainant said later, for an officer whom follow-up has just let in; it never travels on Kafka. */
  @Get(':id/said-later')
  @Services('follow-up')
  @Header('cache-control', 'no-store')
  async saidLater(@Param('id') id: string, @Caller() caller: CheckedCaller): Promise<object> {
    await this.#recordReading(await this.#found(id), 'words.read', caller);
    return { said: await this.reader.saidLater(id) };
  }

  /** The last sequence of the complaint on tuntas.intake.v1: asked before a clock closes a case. */
  @Get(':id/sequence')
  @Services('follow-up')
  @Header('cache-control', 'no-store')
  async sequence(@Param('id') id: string): Promise<object> {
    await this.#found(id);
    return { sequence: await lastSequence(this.database.sql, 'tuntas.intake.v1', id) };
  }

  async #found(id: string): Promise<ComplaintRow> {
    const row = complaintId.safeParse(id).success ? await this.reader.byId(id) : undefined;
    if (!row) throw notFound();
    return row;
  }

  /**
   * Written before anything is shown: who reads what is not public leaves a trace, or reads nothing. A letter follows an
   * acceptance at once, so the moment of the reading would tell when a secret complaint was made.
   */
  async #recordReading(
    { id, secret }: ComplaintRow,
    type: 'identity.read' | 'words.read',
    { service }: CheckedCaller,
  ): Promise<void> {
    if (!service) throw new Error('Only services read here.');
    await recordAudit(this.database.sql, { type, key: id, data: { by: { service } }, discreet: secret });
    log.info('not public', { complaintId: id, reader: service, what: type });
  }
}
