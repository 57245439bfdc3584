import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { decodeUtf8, invalid } from '@tuntas/runtime';

/** Takes `text/csv` where a decree is sent, and nowhere else. */
export function takeDecrees(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addContentTypeParser<Buffer>('text/csv', { parseAs: 'buffer' }, (request, body, done) => {
      if (request.routeOptions.url !== '/api/calendars/national/decree') {
        return done(invalid('unsupported-media-type'));
      }
      try {
        done(null, decodeUtf8(body));
      } catch (error) {
        done(error as Error);
      }
    });
}
