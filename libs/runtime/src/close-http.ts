import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Requests under way get this long; the rest of the stop needs what is left of 25 s. Whoever is slower is cut off. */
const MOST_MILLISECONDS = 10_000;
/** A keep-alive connection whose request ends after the door closed would hold it open for 72 s more. */
const IDLE_SWEEP_MILLISECONDS = 25;

/** Takes no new connections, answers the requests under way, closes each connection as it falls idle. */
export async function closeHttp(app: NestFastifyApplication): Promise<void> {
  const server = app.getHttpServer();
  const sweep = setInterval(() => server.closeIdleConnections(), IDLE_SWEEP_MILLISECONDS);
  const cutOff = setTimeout(() => server.closeAllConnections(), MOST_MILLISECONDS);
  try {
    await app.getHttpAdapter().close();
  } finally {
    clearInterval(sweep);
    clearTimeout(cutOff);
  }
}
