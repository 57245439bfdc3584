import { Controller, Get, Header, Headers, Inject, Query } from '@nestjs/common';
import { agencyCode, categoryCode, localDate } from '@tuntas/events';
import { checkedBy, languageOf, Public } from '@tuntas/runtime';
import { z } from 'zod';
import { type Asked, ShowFigures } from '../queries/show-figures.js';
import { figuresAnswer, figuresTable } from './figure-table.js';

const asked = z.strictObject({
  from: localDate.optional(),
  to: localDate.optional(),
  agency: agencyCode.optional(),
  category: categoryCode.optional(),
});

/** Figures for everybody, with all that is needed to count them again. */
@Public()
@Controller('api')
export class FiguresController {
  constructor(@Inject(ShowFigures) private readonly showFigures: ShowFigures) {}

  @Get('figures')
  @Header('cache-control', 'no-cache')
  async figures(@Query(checkedBy(asked)) query: Asked): Promise<object> {
    return figuresAnswer(await this.showFigures.figures(query));
  }

  @Get('figures.csv')
  @Header('cache-control', 'no-cache')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="figures.csv"')
  async table(
    @Query(checkedBy(asked)) query: Asked,
    @Headers('accept-language') spoken: string | undefined,
  ): Promise<string> {
    return figuresTable(await this.showFigures.figures(query), languageOf(spoken));
  }
}
