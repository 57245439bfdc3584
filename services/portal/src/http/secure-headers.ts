import type { HeadersAt } from '@tuntas/runtime';

/** Two years, and every host below: whoever came once over https never comes over http again (RFC 6797; ASVS 5.0 3.4.1). */
const HTTPS_ONLY = 'max-age=63072000; includeSubDomains';

/** Nothing from elsewhere, no inline script or style, no frame around us, forms to ourselves only (ASVS 5.0 §3.4). */
const policy = (forms: string): string =>
  [
    "default-src 'none'",
    "object-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self'",
    `form-action ${forms}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/**
 * The headers of pages, in place of those of data, which what is passed on below `/api` keeps. A page tells its own site
 * where it came from and no other: with `no-referrer` browsers would send `Origin: null` with our own forms, and those are
 * known by their origin (Fetch §3.2). Signing out leads from a form of ours on to the provider, which browsers count as
 * sending the form there. HSTS is sent where browsers reach us over https; on plain http, a trial, it would mean nothing.
 */
export function pageHeaders({ provider, publicUrl }: { provider: string; publicUrl: string }): HeadersAt {
  const https = publicUrl.startsWith('https:') ? { 'strict-transport-security': HTTPS_ONLY } : {};
  const page = { ...https, 'referrer-policy': 'same-origin' };
  const forAll = { ...page, 'content-security-policy': policy("'self'") };
  const forOfficers = { ...page, 'content-security-policy': policy(`'self' ${provider}`) };
  return (url) => {
    if (/^\/(?:api|health|metrics|\.well-known)\b/.test(url)) return https;
    return /^(?:\/en)?\/petugas\b/.test(url) ? forOfficers : forAll;
  };
}
