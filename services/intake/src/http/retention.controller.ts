import { Controller, Get, Header, Inject, Query } from '@nestjs/common';
import { localDate } from '@tuntas/events';
import { Caller, checkedBy, type CheckedCaller, Officers, SecondFactor } from '@tuntas/runtime';
import { z } from 'zod';
import { PreviewRetention, type RetentionPreview } from '../queries/preview-retention.js';

const asked = z.strictObject({ on: localDate.optional() });

/** How long complaints are kept: what ends, before it ends. The terms themselves are follow-up's settings. */
@Controller('api/retention')
export class RetentionController {
  constructor(@Inject(PreviewRetention) private readonly previews: PreviewRetention) {}

  /** A dry run: with `?on=2027-02-01` of that day, by the terms in force then. */
  @Get('preview')
  @SecondFactor()
  @Officers('retention.preview')
  @Header('cache-control', 'no-store')
  async preview(
    @Caller() { posts }: CheckedCaller,
    @Query(checkedBy(asked)) { on }: z.infer<typeof asked>,
  ): Promise<RetentionPreview> {
    return this.previews.show({ on, posts });
  }
}
