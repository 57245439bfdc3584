import { Controller, Get, Header, Inject } from '@nestjs/common';
import { Public, unavailable } from '@tuntas/runtime';
import { type AllHeads, AuditHeads } from '../upstream/audit-heads.js';

/** What anybody may keep, to prove later that no service's journal was changed: see docs/operations/audit.md. */
@Public()
@Controller('api/audit/heads')
export class AuditController {
  constructor(@Inject(AuditHeads) private readonly auditHeads: AuditHeads) {}

  @Get()
  @Header('cache-control', 'public, max-age=60')
  async heads(): Promise<AllHeads> {
    const heads = await this.auditHeads.all();
    if (!heads) throw unavailable();
    return heads;
  }
}
