import type { FastifyInstance } from 'fastify';
import { invalid } from './problem.js';

/** The longest of ours comes back from the provider, with a code and a state: under 2,000. */
export const MOST_ADDRESS_CHARACTERS = 4_096;
/** A list has six filters; a thousand parameters are only there to be parsed. */
export const MOST_QUERY_PARAMETERS = 32;

/** Refuses an address that is too long, or asks too much, before its body is read. */
export function refuseLongAddresses(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    done(isTooLong(request.url) ? invalid('address-too-long') : undefined);
  });
}

function isTooLong(url: string): boolean {
  if (url.length > MOST_ADDRESS_CHARACTERS) return true;
  let parameters = 1;
  for (let at = url.indexOf('&'); at !== -1; at = url.indexOf('&', at + 1)) {
    parameters += 1;
    if (parameters > MOST_QUERY_PARAMETERS) return true;
  }
  return false;
}
