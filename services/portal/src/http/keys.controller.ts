import { Controller, Get, Header, Inject } from '@nestjs/common';
import { issuerOf, Public } from '@tuntas/runtime';
import { PORTAL_PARTS, type PortalParts } from '../portal-parts.js';

/** A key that is added is there well before it signs; see docs/operations/sign-in.md. */
const FRESH_SECONDS = 60;

/** The portal's public keys (RFC 7517): by which its internal tokens are checked, and by which the provider knows it. */
@Public()
@Controller('.well-known')
export class KeysController {
  constructor(@Inject(PORTAL_PARTS) private readonly parts: PortalParts) {}

  @Get('jwks.json')
  @Header('cache-control', `public, max-age=${FRESH_SECONDS}`)
  @Header('content-type', 'application/jwk-set+json')
  keys(): object {
    const { TOKEN_KEYS_FILE: tokenKeys, OIDC_CLIENT_KEY_FILE: client } = this.parts.config;
    const ours = tokenKeys()
      .filter(({ kid }) => issuerOf(kid) === 'portal')
      .map(({ kid, kty, crv, x }) => ({ kid, kty, crv, x, alg: 'EdDSA', use: 'sig' }));
    const { kid, kty, crv, x, y } = client;
    return { keys: [...ours, { kid, kty, crv, x, y, alg: 'ES256', use: 'sig' }] };
  }
}
