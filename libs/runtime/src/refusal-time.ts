import type { FastifyInstance, FastifyRequest } from 'fastify';

/** A refusal's own work takes 1 to 5 ms; a person who mistyped does not notice 20. */
const LEAST_MILLISECONDS = 20;

/** From a request's arrival on; the timer is the first thing that is done for it, whatever comes after. */
class Patience {
  #over = false;
  #then: (() => void) | undefined;

  constructor() {
    setTimeout(() => {
      this.#over = true;
      this.#then?.();
    }, LEAST_MILLISECONDS).unref();
  }

  wait(then: () => void): void {
    if (this.#over) then();
    else this.#then = then;
  }
}

const patience = Symbol('patience');
type PatientRequest = FastifyRequest & { [patience]?: Patience };

/**
 * Every 404 is sent 20 ms after its request came, and no other answer waits. Byte for byte they are alike already; but a case
 * that row-level security hides costs a tenth of a millisecond more than one that never was, and whoever asks ten thousand
 * times can tell. Making each path equally long would hold until somebody changes one of them; a time that was fixed before
 * anything was looked at holds for all, as long as the work is done within it. What was measured: docs/security/timing.md.
 * A timer costs a request less than a microsecond.
 */
export function takeTimeToRefuse(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    (request as PatientRequest)[patience] = new Patience();
    done();
  });
  fastify.addHook('onSend', (request, reply, payload, done) => {
    const until = reply.statusCode === 404 ? (request as PatientRequest)[patience] : undefined;
    if (until) until.wait(() => done(null, payload));
    else done(null, payload);
  });
}
