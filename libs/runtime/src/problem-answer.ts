import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '@tuntas/events';
import { languageOf } from './language.js';
import { statusOf, type Fault, type Problem } from './problem.js';
import { detailOf, titleOf, type SentenceOf } from './sentences.js';

/** Long enough for a restart or a failover to get somewhere, short enough for somebody who waits. */
const RETRY_AFTER_SECONDS = 2;
/** A form has fewer fields than this; a body made to have more gets no longer answer for it. */
const MOST_FAULTS = 20;

/** An answer as RFC 9457 describes it; extension members are the problem's values. */
export interface ProblemAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Pure: what is answered for a problem, in one language. Nothing of the cause gets in. */
export function answerOf(problem: Problem, language: Language, sentenceOf: SentenceOf): ProblemAnswer {
  const status = statusOf(problem);
  const says = (fault: Fault): string =>
    sentenceOf(fault.code, language, fault.values ?? {}) ?? detailOf(problem.kind, language);
  const fault: Fault = sayableFault(problem);
  return {
    status,
    headers: headersOf(problem, language),
    body: {
      ...fault.values,
      type: `urn:tuntas:problem:${fault.code}`,
      title: titleOf(problem.kind, language),
      status,
      code: fault.code,
      detail: says(fault),
      ...(fault.field === undefined ? {} : { field: fault.field }),
      ...(problem.faults.length > 1 && {
        faults: problem.faults.slice(0, MOST_FAULTS).map((one) => ({ ...one, detail: says(one) })),
      }),
    },
  };
}

/** These kinds say one thing only, so that nobody learns from the answer whether something exists or why it failed. */
function sayableFault(problem: Problem): Fault {
  switch (problem.kind) {
    case 'forbidden':
    case 'not-found':
      return { code: 'not-found' };
    case 'unexpected':
    case 'unauthenticated':
      return { code: problem.kind };
    default:
      return problem.field === undefined
        ? { code: problem.code, values: problem.values }
        : { code: problem.code, field: problem.field, values: problem.values };
  }
}

function headersOf(problem: Problem, language: Language): Record<string, string> {
  return {
    'content-type': 'application/problem+json; charset=utf-8',
    'content-language': language,
    'cache-control': 'no-store',
    ...((problem.kind === 'unavailable' || problem.kind === 'too-many') && {
      'retry-after': String(Math.ceil(problem.retryAfterSeconds ?? RETRY_AFTER_SECONDS)),
    }),
    ...(problem.kind === 'unauthenticated' && { 'www-authenticate': 'Bearer' }),
  };
}

/** Sends the answer of a problem; used by the filter and by the few places that fail before Nest is reached. */
export function sendProblem(
  problem: Problem,
  request: FastifyRequest,
  reply: FastifyReply,
  sentenceOf: SentenceOf,
): void {
  const answer = answerOf(problem, languageOf(request.headers['accept-language']), sentenceOf);
  void reply.code(answer.status).headers(answer.headers).send(JSON.stringify(answer.body));
}
