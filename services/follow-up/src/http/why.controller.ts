import { Controller, Get, Header, Headers, Inject, Param } from '@nestjs/common';
import { Caller, type CheckedCaller, languageOf, Officers } from '@tuntas/runtime';
import { ExplainCase } from '../queries/explain-case.js';
import { known } from './officers-door.js';

/** Why a case stands where it stands. Who may not read the case gets the same 404 as for no case at all. */
@Controller('api/cases/:id/why')
export class WhyController {
  constructor(@Inject(ExplainCase) private readonly explainCase: ExplainCase) {}

  @Get()
  @Officers('case.explain')
  @Header('cache-control', 'no-store')
  async why(
    @Param('id') id: string,
    @Caller() caller: CheckedCaller,
    @Headers('accept-language') spoken?: string,
  ): Promise<object> {
    return this.explainCase.explain(known(id), caller, languageOf(spoken));
  }
}
