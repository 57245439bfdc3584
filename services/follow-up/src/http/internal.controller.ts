import { Controller, Get, Header, Inject, Param } from '@nestjs/common';
import { complaintId } from '@tuntas/events';
import { notFound, Services } from '@tuntas/runtime';
import { ShowCase } from '../queries/show-case.js';

/** What other services ask of follow-up at the moment of use (design.md §3). */
@Controller('api/internal/complaints/:id')
export class InternalController {
  constructor(@Inject(ShowCase) private readonly showCase: ShowCase) {}

  /** What was written to the complainant, with the words: those of secret cases, and those that Kafka no longer has. */
  @Get('texts')
  @Services('intake')
  @Header('cache-control', 'no-store')
  async texts(@Param('id') id: string): Promise<object> {
    if (!complaintId.safeParse(id).success) throw notFound();
    return { texts: await this.showCase.replies(id) };
  }
}
