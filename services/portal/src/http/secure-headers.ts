import type { FastifyInstance } from 'fastify';

/**
 * Nothing from elsewhere, no inline script or style, no frame around us, forms to ourselves only (ASVS 5.0 §3.4). HSTS is
 * left to whoever ends TLS before us. The API's answers carry them too: a browser that opens one shows data, never a page.
 */
const policy = (forms: string): string =>
  [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self'",
    `form-action ${forms}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

const headers = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
};

/** Signing out leads from a form of ours on to the provider, which browsers count as sending the form there. */
export function secureHeaders(fastify: FastifyInstance, { provider }: { provider: string }): void {
  const forAll = policy("'self'");
  const forOfficers = policy(`'self' ${provider}`);
  fastify.addHook('onSend', (request, reply, payload, done) => {
    const isOfficers = /^(?:\/en)?\/petugas\b/.test(request.url);
    reply.headers({ ...headers, 'content-security-policy': isOfficers ? forOfficers : forAll });
    done(null, payload);
  });
}
