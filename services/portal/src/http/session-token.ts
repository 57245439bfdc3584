import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { Officers } from '../sign-in/officers.js';
import { demandSameOrigin } from '../sign-in/same-origin.js';
import { SignIn } from '../sign-in/sign-in.js';
import { Systems } from '../sign-in/systems.js';

/**
 * The internal token of whoever asks: of an agency's system with an access token of the provider's, of an officer who is
 * signed in here; nothing for a request with another token, or without a living session.
 * @throws Problem `cross-site` for a write that another site's page caused; `unauthenticated` for a faulty access token
 */
export function callersToken(app: NestFastifyApplication, publicUrl: string) {
  const { origin } = new URL(publicUrl);
  return async (request: FastifyRequest): Promise<string | undefined> => {
    const { authorization } = request.headers;
    if (authorization !== undefined) return app.get(Systems).tokenFor(authorization);
    const session = await app.get(SignIn).sessionOf(request, () => demandSameOrigin(request, origin));
    return session && (await app.get(Officers).of(session)).token;
  };
}
