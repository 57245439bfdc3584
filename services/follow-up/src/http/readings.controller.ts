import { Controller, Get, Header, Inject, Param } from '@nestjs/common';
import { Caller, type CheckedCaller, Officers } from '@tuntas/runtime';
import { ShowReadings } from '../queries/show-readings.js';
import { known } from './officers-door.js';

/** Who has looked at a complaint. Who may not read the case gets the same 404 as for no case at all. */
@Controller('api/cases/:id/readings')
export class ReadingsController {
  constructor(@Inject(ShowReadings) private readonly showReadings: ShowReadings) {}

  @Get()
  @Officers('case.list-readings')
  @Header('cache-control', 'no-store')
  async readings(@Param('id') id: string, @Caller() { posts }: CheckedCaller): Promise<object> {
    return this.showReadings.of(known(id), posts);
  }
}
