import { randomUUID } from 'node:crypto';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { complaintId, localDate } from '@tuntas/events';
import { Messaging } from '@tuntas/messaging';
import { mayAct } from '@tuntas/permissions';
import { Caller, checkedBy, notFound, Officers } from '@tuntas/runtime';
import { z } from 'zod';
import { holdWords, releaseWords } from '../commands/hold-words.js';
import { HoldStore, type Officer } from '../store/hold.store.js';
import { laterWords } from './own-words.js';

const hold = z.strictObject({ reason: laterWords, until: localDate.optional(), conceals: z.boolean().default(false) });

/**
 * A court, a prosecutor, an inquiry wants the words kept: a legal hold beats their erasure until it is lifted or its last day
 * is over, and the complainant reads of it on the own page. One that conceals also keeps the opening of an identity from
 * that page while it stands, for an inquiry that must not be warned. No hold ever keeps an identity from being erased.
 */
@Controller('api/complaints/:id/holds')
@Officers('words.hold')
export class HoldsController {
  constructor(
    @Inject(Messaging) private readonly messaging: Messaging,
    @Inject(HoldStore) private readonly store: HoldStore,
  ) {}

  @Post()
  async place(
    @Param('id') id: string,
    @Caller() caller: Caller,
    @Body(checkedBy(hold)) { reason, until, conceals }: z.infer<typeof hold>,
  ): Promise<object> {
    const input = { id: randomUUID(), reason, until, conceals, by: officerOf(caller) };
    const { state } = await this.messaging.command({ store: this.store, decide: holdWords, key: keyOf(id), input });
    return { held: true, ...(state && { holdId: input.id }) };
  }

  @Post(':holdId/lifting')
  @HttpCode(200)
  async lift(@Param('id') id: string, @Param('holdId') holdId: string, @Caller() caller: Caller): Promise<object> {
    const input = { holdId, by: officerOf(caller) };
    await this.messaging.command({ store: this.store, decide: releaseWords, key: keyOf(id), input });
    return { lifted: true };
  }
}

function officerOf(caller: Caller): Officer {
  const post = caller.posts.find(({ role }) => mayAct('words.hold', role));
  if (!post) throw notFound();
  return { role: post.role, subject: caller.subject };
}

function keyOf(id: string): string {
  if (!complaintId.safeParse(id).success) throw notFound();
  return id;
}
