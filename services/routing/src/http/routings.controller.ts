import { Body, Controller, Get, Headers, HttpCode, Param, Post } from '@nestjs/common';
import {
  accusedUnits,
  agencyCode,
  areaCode,
  categoryCode,
  complaintClass,
  complaintId,
  MOST_SUPPORTING_AGENCIES,
} from '@tuntas/events';
import { bodyHash, Caller, checkedBy, idempotencyKeyOf, keyHash, notFound, Officers } from '@tuntas/runtime';
import { z } from 'zod';
import { type DeskRole, RouteByHand } from '../commands/route-by-hand.js';
import type { AskedOnce } from '../domain/asked-complaint.js';
import { type ShownRouting, ShowRouting } from '../queries/show-routing.js';

const newRouting = z.strictObject({
  agency: agencyCode,
  supporting: z.array(agencyCode).max(MOST_SUPPORTING_AGENCIES).optional(),
  class: complaintClass.optional(),
  category: categoryCode.optional(),
  area: areaCode.optional(),
  round: z.int().positive(),
  accused: accusedUnits.optional(),
});
type NewRouting = z.output<typeof newRouting>;

/** Recorded; follow-up's fact about this round says whether it held. */
interface Accepted {
  readonly complaintId: string;
  readonly round: number;
}

@Controller('api/complaints/:id')
export class RoutingsController {
  constructor(
    private readonly routeByHand: RouteByHand,
    private readonly showRouting: ShowRouting,
  ) {}

  /**
   * T6 by a desk: 202 with the round it answers, which is the version that the officer had on the screen; 409 when that round
   * is over or the case no longer waits. A retry under the same `Idempotency-Key` gets the answer of the first time, whatever
   * happened since.
   */
  @Post('routings')
  @HttpCode(202)
  @Officers('case.route')
  async routings(
    @Param('id') id: string,
    @Body(checkedBy(newRouting)) body: NewRouting,
    @Caller() caller: Caller,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<Accepted> {
    const roles = caller.posts.map(({ role }) => role).filter(isDesk);
    const round = await this.routeByHand.execute(idOf(id), caller.posts, {
      ...body,
      roles,
      asked: askedOnce(key, caller, body),
    });
    return { complaintId: id, round };
  }

  @Get('routing')
  @Officers('routing.read')
  async routing(@Param('id') id: string, @Caller() { posts }: Caller): Promise<ShownRouting> {
    return this.showRouting.of(idOf(id), posts);
  }
}

function askedOnce(key: string | undefined, { subject }: Caller, body: NewRouting): AskedOnce {
  const good = idempotencyKeyOf(key);
  return { subject, keyHash: keyHash(good), bodyHash: bodyHash(good, ['routings', body]) };
}

const isDesk = (role: string): role is DeskRole => role === 'national-desk' || role === 'inspectorate';

/** What is no id of ours is not found, like one that does not exist. */
function idOf(id: string): string {
  if (!complaintId.safeParse(id).success) throw notFound();
  return id.toLowerCase();
}
