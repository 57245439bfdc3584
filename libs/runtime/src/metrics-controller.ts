import { Controller, Get, Header } from '@nestjs/common';
import { Public } from './access.js';
import { registry } from './metrics.js';

/** GET /metrics, in Prometheus' text format. */
@Public()
@Controller('metrics')
export class MetricsController {
  @Get()
  @Header('content-type', registry.contentType)
  @Header('cache-control', 'no-store')
  read(): Promise<string> {
    return registry.metrics();
  }
}
