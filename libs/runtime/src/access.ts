import { createParamDecorator, SetMetadata, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Role, Service } from '@tuntas/events';
import type { FastifyRequest } from 'fastify';
import { notFound, Problem } from './problem.js';
import type { CallerOf, CheckedCaller, Post } from './tokens.js';

/**
 * Who may reach an endpoint. Nobody may unless it says so: `@Public()`, `@Officers(...roles)`, `@Services(...names)`; the
 * last two may stand together. On a class they hold for its endpoints that have none of their own.
 */
const PUBLIC = Symbol('public');
const OFFICERS = Symbol('officers');
const SERVICES = Symbol('services');
const caller = Symbol('caller');

type CheckedRequest = FastifyRequest & { [caller]?: CheckedCaller };

/** Anybody, without a token. */
export function Public(): MethodDecorator & ClassDecorator {
  return SetMetadata(PUBLIC, true);
}

/** Officers who hold at least one of these roles; any role when none is named. */
export function Officers(...roles: readonly Role[]): MethodDecorator & ClassDecorator {
  return SetMetadata(OFFICERS, roles);
}

/** These services, on a call of their own. */
export function Services(...names: readonly [Service, ...Service[]]): MethodDecorator & ClassDecorator {
  return SetMetadata(SERVICES, names);
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

/**
 * The post that lets a caller do something: one of the roles, and where an agency is meant, that agency's post or one that
 * stands above agencies (national desk, inspectorate, oversight, auditor).
 */
export function postFor(who: CheckedCaller, roles: readonly Role[], agency?: string): Post | undefined {
  return who.posts.find(
    (post) =>
      roles.includes(post.role) && (agency === undefined || post.agency === undefined || post.agency === agency),
  );
}

/** The global guard; denies by default. */
export class AccessGuard implements CanActivate {
  constructor(private readonly callerOf: CallerOf) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    if (context.getType() !== 'http') return true;
    if (declared(PUBLIC, context) === true) return true;
    return this.checkToken(context);
  }

  private async checkToken(context: ExecutionContext): Promise<boolean> {
    const roles = declared(OFFICERS, context) as readonly Role[] | undefined;
    const names = declared(SERVICES, context) as readonly Service[] | undefined;
    if (!roles && !names) throw notFound();
    const request = context.switchToHttp().getRequest<CheckedRequest>();
    const who = await this.callerOf(bearerOf(request));
    if (!mayEnter(who, roles, names)) throw new Problem('forbidden', 'not-found');
    request[caller] = who;
    return true;
  }
}

/** The method's word counts before the class' word; a method that says anything is not opened further by its class. */
function declared(key: symbol, context: ExecutionContext): unknown {
  const handler = context.getHandler();
  const own = [PUBLIC, OFFICERS, SERVICES].some((one) => Reflect.hasMetadata(one, handler));
  return Reflect.getMetadata(key, own ? handler : context.getClass());
}

function bearerOf(request: FastifyRequest): string {
  const [scheme, token, ...rest] = (request.headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token || rest.length > 0) {
    throw new Problem('unauthenticated', 'unauthenticated');
  }
  return token;
}

function mayEnter(who: CheckedCaller, roles?: readonly Role[], names?: readonly Service[]): boolean {
  if (who.service) return names?.includes(who.service) ?? false;
  if (!roles) return false;
  return who.posts.length > 0 && (roles.length === 0 || postFor(who, roles) !== undefined);
}
