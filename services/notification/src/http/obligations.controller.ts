import { Controller, Get, Header, Inject, Query } from '@nestjs/common';
import { complaintId } from '@tuntas/events';
import { Database } from '@tuntas/postgres';
import { checkedBy, Officers } from '@tuntas/runtime';
import { z } from 'zod';

const asked = z.strictObject({ complaint: complaintId });
type Asked = z.output<typeof asked>;

/** A complaint has a few dozen letters; more than this is a fault to look at in the database. */
const MOST_OBLIGATIONS = 500;

/** What was owed and what became of it, for auditors; never to whom it went. */
@Controller('api/internal/obligations')
export class ObligationsController {
  constructor(@Inject(Database) private readonly database: Database) {}

  @Get()
  @Officers('obligations.read')
  @Header('cache-control', 'no-store')
  async list(@Query(checkedBy(asked)) { complaint }: Asked): Promise<object> {
    const obligations = await this.database.sql`
      SELECT id, about_event_id AS "aboutEventId", about_type AS "aboutType", recipient AS "to", agency, state, because,
        attempts, made_at AS "madeAt", settled_at AS "settledAt"
      FROM obligations WHERE complaint_id = ${complaint} ORDER BY made_at, id LIMIT ${MOST_OBLIGATIONS}`;
    return { obligations };
  }
}
