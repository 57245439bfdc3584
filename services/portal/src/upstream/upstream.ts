import { setTimeout as sleep } from 'node:timers/promises';
import type { Language } from '@tuntas/events';
import { isTransient, logOf, kindOfStatus, Problem, unavailable, type ProblemKind } from '@tuntas/runtime';
import { z } from 'zod';

/** A person waits for a page; an answer that takes longer is not coming. */
const ANSWER_WITHIN_MILLISECONDS = 5_000;
/** Everything asked here may be asked twice (a report carries its key, an act its answer): two tries more, 0.6 s. */
const PAUSES_MILLISECONDS = [150, 450] as const;
/** The longest list has some 160 areas; the longest report 10,000 characters. */
const MOST_ANSWER_BYTES = 1024 * 1024;

interface Question<Answer> {
  /** Path at the service; never logged, since it may hold a reference. */
  readonly path: string;
  readonly language: Language;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  /** What the portal says of whoever asks; see `Front` of libs/runtime. */
  readonly front?: Readonly<Record<string, string>>;
  /** An officer's; without it, a page asks what anybody may ask. */
  readonly token?: string;
  readonly schema: z.ZodType<Answer>;
}

/** A service as pages ask it: its own public API, as anybody or as the officer who is signed in. */
export interface Upstream {
  /** @throws Problem as the service answered it, fields included; `unavailable` when it could not be reached. */
  ask<Answer>(question: Question<Answer>): Promise<Answer>;
}

export type Fetch = typeof fetch;

const log = logOf('upstream');

export function upstream(service: string, baseUrl: string, fetcher: Fetch = fetch): Upstream {
  return {
    async ask(question) {
      for (const pause of [...PAUSES_MILLISECONDS, undefined]) {
        try {
          return await attempt(baseUrl, question, fetcher);
        } catch (error) {
          if (error instanceof Problem) throw error;
          if (!isTransient(error)) throw error;
          if (pause !== undefined) await sleep(pause);
          else log.warn('a service did not answer', { service }, error);
        }
      }
      throw unavailable();
    },
  };
}

async function attempt<Answer>(
  baseUrl: string,
  { path, language, body, idempotencyKey, front, token, schema }: Question<Answer>,
  fetcher: Fetch,
): Promise<Answer> {
  const response = await fetcher(baseUrl + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      accept: 'application/json',
      'accept-language': language,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
      ...front,
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    redirect: 'error',
    signal: AbortSignal.timeout(ANSWER_WITHIN_MILLISECONDS),
  });
  const answer = await jsonOf(response);
  if (!response.ok) throw problemIn(answer, response);
  return schema.parse(answer);
}

async function jsonOf(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text.length > MOST_ANSWER_BYTES) throw new Error(`the answer is larger than ${MOST_ANSWER_BYTES} bytes`);
  return text === '' ? undefined : JSON.parse(text);
}

const fault = z.object({
  code: z.string(),
  field: z.string().optional(),
  values: z
    .record(z.string(), z.union([z.string(), z.number()]))
    .optional()
    .catch(undefined),
});
const problemAnswer = fault.extend({ faults: z.array(fault).optional() });

/** The service's own problem again, so that its sentences can stand at the fields of a form. */
function problemIn(answer: unknown, { status, headers }: Response): Problem {
  const kind: ProblemKind = kindOfStatus(status);
  const told = problemAnswer.safeParse(answer);
  const retryAfterSeconds = Number(headers.get('retry-after')) || undefined;
  const later = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
  if (!told.success) return new Problem(kind, kind, later);
  const { code, field, faults = [] } = told.data;
  const known = faults.length > 0 ? faults : [{ code, field }];
  return new Problem(kind, code, {
    ...later,
    ...(field === undefined ? {} : { field }),
    faults: known.map(({ field, values, code }) => ({ code, ...(field && { field }), ...(values && { values }) })),
  });
}
