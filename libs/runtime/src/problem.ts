import { isTransient } from './transient.js';

/**
 * Why something was not done.
 * - `refused`: understood, and not possible now – a rule says no
 * - `not-found`, `forbidden`: look the same from outside, byte for byte
 * - `unauthenticated`: nobody, or nobody we know
 * - `invalid`: cannot be understood as it was sent
 * - `unavailable`: nothing was accepted; the same request later may work
 * - `too-many`: nothing was done, since this caller, or all together, did too much of it; later, and not at once again
 * - `unexpected`: our fault
 */
export type ProblemKind =
  'refused' | 'not-found' | 'forbidden' | 'unauthenticated' | 'invalid' | 'unavailable' | 'too-many' | 'unexpected';

/** What a sentence needs to name numbers and bodies; also shown as members of the answer, so never personal data. */
export type ProblemValues = Readonly<Record<string, string | number | boolean | readonly string[] | null>>;

/** One faulty field; an answer lists all that were found. */
export interface Fault {
  readonly code: string;
  /** Path of the field, for example `place.point.latitude`; absent when the whole body is meant. */
  readonly field?: string;
  readonly values?: ProblemValues;
}

export interface ProblemDetails extends Fault {
  readonly retryAfterSeconds?: number;
  readonly faults?: readonly Fault[];
  readonly cause?: unknown;
}

/** The one error that handlers, commands and stores throw on purpose. `code` is stable, kebab-case, part of the API. */
export class Problem extends Error {
  readonly kind: ProblemKind;
  readonly code: string;
  readonly field: string | undefined;
  readonly values: ProblemValues;
  readonly retryAfterSeconds: number | undefined;
  readonly faults: readonly Fault[];

  constructor(kind: ProblemKind, code: string, details: Omit<ProblemDetails, 'code'> = {}) {
    super(`${kind}: ${code}`, { cause: details.cause });
    this.name = 'Problem';
    this.kind = kind;
    this.code = code;
    this.field = details.field;
    this.values = details.values ?? {};
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.faults = details.faults ?? [];
  }
}

export function refused(code: string, values: ProblemValues = {}): Problem {
  return new Problem('refused', code, { values });
}

export function notFound(): Problem {
  return new Problem('not-found', 'not-found');
}

export function invalid(code: string, field?: string, values: ProblemValues = {}): Problem {
  return new Problem('invalid', code, { ...(field === undefined ? {} : { field }), values });
}

/** Several faulty fields: the first names the answer, all are listed. */
export function invalidFields(faults: readonly [Fault, ...Fault[]]): Problem {
  const [first] = faults;
  return new Problem('invalid', first.code, { ...first, faults });
}

export function unavailable(code = 'unavailable', cause?: unknown): Problem {
  return new Problem('unavailable', code, { cause });
}

export function tooMany(code: string, retryAfterSeconds: number): Problem {
  return new Problem('too-many', code, { retryAfterSeconds });
}

/** Any error as a problem: ours as it is, a passing fault of database or broker as `unavailable`, the rest unexpected. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isTransient(error)) return unavailable('unavailable', error);
  return new Problem('unexpected', 'unexpected', { cause: error });
}

/** What becomes of a message whose handling failed: `wait` tries the same message again, `park` sets its key aside. */
export type Fate = 'park' | 'wait';

interface Consequence {
  readonly status: number;
  readonly fate: Fate;
}

/** The one place where an error's kind becomes an HTTP status and a message's fate. */
const consequences = {
  refused: { status: 409, fate: 'park' },
  'not-found': { status: 404, fate: 'park' },
  forbidden: { status: 404, fate: 'park' },
  unauthenticated: { status: 401, fate: 'park' },
  invalid: { status: 400, fate: 'park' },
  unavailable: { status: 503, fate: 'wait' },
  // RFC 6585 §4.
  'too-many': { status: 429, fate: 'wait' },
  unexpected: { status: 500, fate: 'park' },
} as const satisfies Record<ProblemKind, Consequence>;

/** Some codes have a status of their own in HTTP (RFC 9110 §15.5). */
const statusOfCode: Readonly<Record<string, number>> = {
  'body-too-large': 413,
  'unsupported-media-type': 415,
  'identity-erased': 410,
  // Not a question of who may what: the same person may, from our own page, or with two factors.
  'cross-site': 403,
  'second-factor-required': 403,
  'address-too-long': 414,
  'request-too-slow': 408,
  // RFC 6585 §3, §5.
  'version-required': 428,
  'headers-too-large': 431,
};

export function statusOf(problem: Problem): number {
  return statusOfCode[problem.code] ?? consequences[problem.kind].status;
}

export function fateOf(error: unknown): Fate {
  return consequences[toProblem(error).kind].fate;
}

/** The kind that an answer of another service stands for. */
export function kindOfStatus(status: number): ProblemKind {
  switch (status) {
    case 409:
      return 'refused';
    case 404:
      return 'not-found';
    case 401:
      return 'unauthenticated';
    case 429:
      return 'too-many';
    case 502:
    case 503:
    case 504:
      return 'unavailable';
    default:
      return status >= 400 && status < 500 ? 'invalid' : 'unexpected';
  }
}
