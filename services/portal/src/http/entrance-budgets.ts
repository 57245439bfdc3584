import { CallerBudgets, CallerKeys } from '@tuntas/runtime';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.js';

/**
 * What somebody asks of the entrance. Budgets belong to a network address, of which only a keyed hash is kept, for an hour
 * at most and in memory alone. They end what a machine does, not what a town does: a flood makes many people tell at once,
 * often from one address of their operator, so complaints have a high budget of the caller's own and none for all together
 * – whoever is full says 503, as ever. A sign-in makes a row before anybody is known, so those have one for all as well.
 */
export type Asking = 'free' | 'reading' | 'sending' | 'complaints' | 'signing in';

/** As many offices as may begin their day in one minute. */
const SIGN_INS_OF_OFFICES = 50;

export type EntranceLimits = Pick<
  Config,
  'CALLER_READS_PER_MINUTE' | 'CALLER_WRITES_PER_MINUTE' | 'CALLER_COMPLAINTS_PER_MINUTE' | 'CALLER_SIGN_INS_PER_MINUTE'
>;

/** Refuses with 429, before anything of a body is read, whoever spent the budget. */
export function spendBudgets(fastify: FastifyInstance, config: EntranceLimits): void {
  const callers = new CallerKeys();
  const budgets = new CallerBudgets<Exclude<Asking, 'free'>>({
    reading: { each: config.CALLER_READS_PER_MINUTE },
    sending: { each: config.CALLER_WRITES_PER_MINUTE },
    complaints: { each: config.CALLER_COMPLAINTS_PER_MINUTE },
    'signing in': {
      each: config.CALLER_SIGN_INS_PER_MINUTE,
      all: SIGN_INS_OF_OFFICES * config.CALLER_SIGN_INS_PER_MINUTE,
    },
  });
  fastify.addHook('onRequest', (request, _reply, done) => {
    const asking = askingOf(request.method, request.url);
    if (asking !== 'free') budgets.spend(asking, callers.of(request.ip));
    done();
  });
}

/** Every request is one of these; what nobody thought of is reading or sending. */
export function askingOf(method: string, url: string): Asking {
  const path = (url.split('?')[0] ?? '').replace(/^\/en(?=\/)/, '');
  // Files are kept for a year by browsers; probes, figures of the process and keys are asked by machines that watch us.
  if (/^\/(?:assets|health|metrics|\.well-known)(?:\/|$)/.test(path)) return 'free';
  // The provider's own call, signed, and of all officers from one address.
  if (path === '/masuk/diakhiri') return 'free';
  if (/^\/(?:masuk|keluar)(?:\/|$)/.test(path)) return 'signing in';
  if (method === 'GET' || method === 'HEAD') return 'reading';
  // Intake limits guesses and never a holder (decision 0022); a budget here would let one shut out the other.
  if (/^\/(?:lacak|api\/receipt)(?:\/|$)/.test(path)) return 'free';
  return path === '/lapor' || path === '/api/complaints' ? 'complaints' : 'sending';
}
