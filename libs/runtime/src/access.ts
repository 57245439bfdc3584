import { createParamDecorator, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Service } from '@tuntas/events';
import { type Act, mayAct, mayActAsSystem } from '@tuntas/permissions';
import type { FastifyRequest } from 'fastify';
import { FRONT_TOKEN, hearFront } from './front-caller.js';
import type { CallerBudgets } from './caller-budgets.js';
import { type Spending, spendingOf } from './officer-budgets.js';
import { notFound, Problem } from './problem.js';
import type { CallerOf, CheckedCaller } from './tokens.js';

/**
 * Who may reach an endpoint. Nobody may unless it says so: `@Public()`, `@Officers(act)` by the policy of
 * @tuntas/permissions, `@Services(...names)`; the last two may stand together. On a class they hold for its endpoints that
 * have none of their own.
 */
const PUBLIC = Symbol('public');
const OFFICERS = Symbol('officers');
const SERVICES = Symbol('services');
const SECOND_FACTOR = Symbol('second factor');
const caller = Symbol('caller');

type CheckedRequest = FastifyRequest & { [caller]?: CheckedCaller };

/** Anybody, without a token. */
export function Public(): MethodDecorator & ClassDecorator {
  return SetMetadata(PUBLIC, true);
}

/** Officers whom the policy lets do this, and systems by their scopes. Which cases they may do it with, the service asks itself. */
export function Officers(act: Act): MethodDecorator & ClassDecorator {
  return SetMetadata(OFFICERS, act);
}

/** These services, on a call of their own. */
export function Services(...names: readonly [Service, ...Service[]]): MethodDecorator & ClassDecorator {
  return SetMetadata(SERVICES, names);
}

/**
 * Of an officer this endpoint also wants two factors: unsealing an identity, export of raw rows, administration. Who holds
 * the post and signed in with one gets `second-factor-required` with 403. That is no leak, and not one of the refusals that
 * all have to look the same: this person may, and is only asked to prove again who it is. Everybody else gets the 404.
 * Stands beside `@Officers`; a service's own call is not asked.
 */
export function SecondFactor(): MethodDecorator & ClassDecorator {
  return SetMetadata(SECOND_FACTOR, true);
}

/** Who is calling; the parameter decorator below carries the same name: `@Caller() caller: Caller`. */
export type Caller = CheckedCaller;

/** The checked caller of this request; for endpoints with `@Officers` or `@Services`. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): CheckedCaller =>
  callerIn(context.switchToHttp().getRequest()),
);

/** The checked caller of this request, for other parameter decorators. */
export function callerIn(request: FastifyRequest): CheckedCaller {
  const found = (request as CheckedRequest)[caller];
  if (!found) throw new Error('A caller is asked for on an endpoint that takes no token.');
  return found;
}

/** The global guard; denies by default. */
export class AccessGuard implements CanActivate {
  constructor(
    private readonly callerOf: CallerOf,
    private readonly budgets?: CallerBudgets<Spending>,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    if (context.getType() !== 'http') return true;
    if (accessTo(context.getClass(), context.getHandler()).everybody) return this.hearFront(context);
    return this.checkToken(context);
  }

  /** Anybody may; who it is, as the portal tells callers apart, is heard where it is told. */
  private hearFront(context: ExecutionContext): boolean | Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (request.headers[FRONT_TOKEN] === undefined) return true;
    return hearFront(request, this.callerOf).then(() => true);
  }

  private async checkToken(context: ExecutionContext): Promise<boolean> {
    const { officers: act, services: names, secondFactor } = accessTo(context.getClass(), context.getHandler());
    if (!act && !names) throw notFound();
    const request = context.switchToHttp().getRequest<CheckedRequest>();
    const who = await this.callerOf(bearerOf(request));
    if (!mayEnter(who, { act, names, secondFactor })) throw new Problem('forbidden', 'not-found');
    if (secondFactor && !who.service && !who.secondFactor) {
      throw new Problem('refused', 'second-factor-required');
    }
    if (!who.service) this.budgets?.spend(spendingOf(context.getClass(), context.getHandler()), who.subject);
    request[caller] = who;
    return true;
  }
}

/** Whom an endpoint lets in. */
export interface Access {
  readonly everybody: boolean;
  readonly officers?: Act;
  readonly services?: readonly Service[];
  /** Officers need a second factor besides. */
  readonly secondFactor: boolean;
}

/** The method's word counts before the class' word; a method that says anything is not opened further by its class. */
export function accessTo(controller: object, handler: object): Access {
  const own = [PUBLIC, OFFICERS, SERVICES].some((one) => Reflect.hasMetadata(one, handler));
  const declared = (key: symbol): unknown => Reflect.getMetadata(key, own ? handler : controller);
  const officers = declared(OFFICERS) as Act | undefined;
  const names = declared(SERVICES) as readonly Service[] | undefined;
  // Asked for anywhere, it is asked for: unlike who may, this is never loosened by the method.
  const secondFactor = [handler, controller].some((one) => Reflect.getMetadata(SECOND_FACTOR, one) === true);
  const everybody = declared(PUBLIC) === true;
  return { everybody, secondFactor, ...(officers && { officers }), ...(names && { services: names }) };
}

function bearerOf(request: FastifyRequest): string {
  const [scheme, token, ...rest] = (request.headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token || rest.length > 0) {
    throw new Problem('unauthenticated', 'unauthenticated');
  }
  return token;
}

interface Entrance {
  readonly act: Act | undefined;
  readonly names: readonly Service[] | undefined;
  readonly secondFactor: boolean;
}

function mayEnter(who: CheckedCaller, { act, names, secondFactor }: Entrance): boolean {
  if (who.service) return names?.includes(who.service) ?? false;
  if (act === undefined || !who.posts.some((post) => mayAct(act, post.role))) return false;
  // A second factor is a person's: where one is asked for, no system is let in.
  return who.scopes === undefined || (!secondFactor && mayActAsSystem(act, who.scopes));
}
