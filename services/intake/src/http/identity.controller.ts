import { randomUUID } from 'node:crypto';
import { Body, Controller, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { agencyCode, complaintId, role, unitCode } from '@tuntas/events';
import { type Decide, Messaging, recordAudit } from '@tuntas/messaging';
import { Database } from '@tuntas/postgres';
import { checkedBy, logOf, notFound, refused, Services } from '@tuntas/runtime';
import { z } from 'zod';
import { agreeUnsealing, askUnsealing, readUnsealed } from '../commands/unseal-identity.js';
import type { PostHolder } from '../domain/unsealing.js';
import { ComplaintReader, type ComplaintRow } from '../store/complaint-reader.js';
import { type Unsealable, UnsealingStore } from '../store/unsealing.store.js';
import { laterWords } from './own-words.js';

const by = z.strictObject({
  subject: z.string().min(1).max(200),
  role,
  agency: agencyCode.optional(),
  unit: unitCode.optional(),
});
const step = z.strictObject({ by });
const asking = z.strictObject({ by, reason: laterWords });

const log = logOf('readings');

/**
 * Who told a complaint, for an officer whom follow-up has just let in. Follow-up says who asks and that they may see the
 * case; that two persons of different posts are needed for an anonymous one, and until when, is judged here. Every step is
 * recorded before anything is shown.
 */
@Controller('api/internal/complaints/:id')
@Services('follow-up')
export class IdentityController {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Messaging) private readonly messaging: Messaging,
    @Inject(UnsealingStore) private readonly store: UnsealingStore,
    @Inject(ComplaintReader) private readonly reader: ComplaintReader,
  ) {}

  /** Of a named complaint. An anonymous one looks as if it were not there. */
  @Post('identity-readings')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async read(@Param('id') id: string, @Body(checkedBy(step)) asked: z.infer<typeof step>): Promise<object> {
    const row = complaintId.safeParse(id).success ? await this.reader.byId(id) : undefined;
    if (!row || row.anonymous || row.restricted) throw notFound();
    return this.#shown(row, asked.by);
  }

  @Post('identity-unsealings')
  async ask(@Param('id') id: string, @Body(checkedBy(asking)) asked: z.infer<typeof asking>): Promise<object> {
    const unsealingId = randomUUID();
    await this.#command(id, askUnsealing, { ...asked, unsealingId });
    return { unsealingId };
  }

  @Post('identity-unsealings/:unsealingId/agreement')
  @HttpCode(200)
  async agree(
    @Param('id') id: string,
    @Param('unsealingId') unsealingId: string,
    @Body(checkedBy(step)) asked: z.infer<typeof step>,
  ): Promise<object> {
    await this.#command(id, agreeUnsealing, { ...asked, unsealingId });
    return { agreed: true };
  }

  @Post('identity-unsealings/:unsealingId/reading')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async readSealed(
    @Param('id') id: string,
    @Param('unsealingId') unsealingId: string,
    @Body(checkedBy(step)) asked: z.infer<typeof step>,
  ): Promise<object> {
    await this.#command(id, readUnsealed, { ...asked, unsealingId });
    const row = await this.reader.byId(id);
    if (!row) throw notFound();
    return this.#shown(row, asked.by);
  }

  async #command<Input>(id: string, decide: Decide<Unsealable, Input>, input: Input): Promise<void> {
    if (!complaintId.safeParse(id).success) throw notFound();
    await this.messaging.command({ store: this.store, decide, key: id, input });
  }

  /** Recorded before anything is shown. */
  async #shown({ id, secret }: ComplaintRow, by: PostHolder): Promise<object> {
    await recordAudit(this.database.sql, { type: 'identity.read', key: id, data: { by }, discreet: secret });
    log.info('not public', { complaintId: id, reader: by.role, what: 'identity.read' });
    const { identity } = await this.reader.sealedParts(id);
    if (identity === 'erased') throw refused('identity-erased');
    const { name, email, phone } = identity.contact;
    return { ...(name && { name }), ...(email && { email }), ...(phone && { phone }) };
  }
}
