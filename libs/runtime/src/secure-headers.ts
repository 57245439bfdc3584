import type { FastifyInstance, FastifyReply } from 'fastify';

export type AnswerHeaders = Readonly<Record<string, string>>;

/**
 * What every answer of every service tells a browser that gets hold of it (ASVS 5.0 §3.4, §3.5.8, §14.3.2): it is data, so
 * nothing in it is loaded, run, framed or sent anywhere, its type is not guessed, and no other site gets to read it. HSTS
 * is not among them: a service is never reached over TLS itself; the portal, which people reach, adds it.
 */
const everyAnswer: AnswerHeaders = {
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()',
};
/** Whoever wants an answer kept says so at the endpoint; what nobody thought of is kept by nobody. */
const KEPT_BY_NOBODY = 'no-store';

/** The headers of an answer at `url`, of which a service may set its own, as the portal does for pages. */
export type HeadersAt = (url: string) => AnswerHeaders;

export function headersAt(own: HeadersAt = () => ({})): HeadersAt {
  return (url) => ({ ...everyAnswer, ...own(url) });
}

/** On every answer that passes Fastify's hooks, after whoever made it: an endpoint cannot loosen them by accident. */
export function sendSecureHeaders(fastify: FastifyInstance, headersOf: HeadersAt): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    secureAnswer(reply, headersOf(request.url));
    done(null, payload);
  });
}

/** The same on an answer that Fastify sends without its hooks. */
export function secureAnswer(reply: FastifyReply, headers: AnswerHeaders): void {
  reply.headers(headers);
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', KEPT_BY_NOBODY);
}
