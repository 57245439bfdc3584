import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { languageOf } from './language.js';
import { Problem } from './problem.js';
import { answerOf } from './problem-answer.js';
import type { HeadersAt } from './secure-headers.js';
import type { SentenceOf } from './sentences.js';

/**
 * Answers what never became a request: bytes that are no HTTP, headers over the limit, a client that sends too slowly. Node
 * would close with a status alone, Fastify with a text of its own; here it is the same problem+json as everywhere, and the
 * connection ends. A socket that can take no answer is let go.
 */
export function answerUnreadable(sentenceOf: SentenceOf, headersOf: HeadersAt) {
  return (error: Error & { code?: string }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return;
    if (!socket.writable) return void socket.destroy();
    const { status, headers, body } = answerOf(problemOf(error.code), languageOf(undefined), sentenceOf);
    const text = JSON.stringify(body);
    const all = { ...headersOf('/'), ...headers, 'content-length': Buffer.byteLength(text), connection: 'close' };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${text}`);
  };
}

function problemOf(code: string | undefined): Problem {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return new Problem('invalid', 'headers-too-large');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new Problem('invalid', 'request-too-slow');
    default:
      return new Problem('invalid', 'malformed-request');
  }
}
