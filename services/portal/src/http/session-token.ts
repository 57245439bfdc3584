import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { Officers } from '../sign-in/officers.js';
import { demandSameOrigin } from '../sign-in/same-origin.js';
import { SignIn } from '../sign-in/sign-in.js';

/**
 * The internal token of whoever is signed in here; nothing for a request without a living session.
 * @throws Problem `cross-site` for a write that another site's page caused
 */
export function sessionToken(app: NestFastifyApplication, publicUrl: string) {
  const { origin } = new URL(publicUrl);
  return async (request: FastifyRequest): Promise<string | undefined> => {
    const session = await app.get(SignIn).sessionOf(request, () => demandSameOrigin(request, origin));
    return session && (await app.get(Officers).of(session)).token;
  };
}
