import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import { appendFileSync } from 'node:fs';
import { Sweeper, type SweeperOptions } from '@tuntas/messaging/parts';
import pg from 'pg';
import type { Plan } from '../method/plan.js';
import type { Line } from './plans.js';

/*
 * Loaded into the services by `--import` while rows are counted: writes down which routes there are, which were called,
 * and the plan of every statement with the call or the sweep that sent it. Plans come from Postgres itself: auto_explain
 * tells the session what each statement did, with the plan that was really used and the rows it really read.
 */
interface Call {
  readonly name: string;
  id: number;
}

const { PLANS_FILE: file = '' } = process.env;
const calls = new AsyncLocalStorage<Call>();
let last = 0;
const next = (): number => (last += 1);
const write = (line: Line): void => appendFileSync(file, `${JSON.stringify(line)}\n`);

interface Routes {
  addHook(name: 'onRoute', hook: (route: { method: string | string[]; url: string }) => void): void;
  addHook(
    name: 'preValidation',
    hook: (request: { method: string; routeOptions: { url?: string } }, reply: unknown, done: () => void) => void,
  ): void;
}

subscribe('fastify.initialization', (message) => {
  const { fastify } = message as { fastify: Routes };
  fastify.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) write({ route: `${one} ${url}` });
  });
  // Not earlier: the body arrives in the context of its connection.
  fastify.addHook('preValidation', ({ method, routeOptions: { url = '' } }, _, done) => {
    const call = { name: `${method} ${url}`, id: next() };
    write({ call: call.name, id: call.id });
    calls.run(call, done);
  });
});

const sweepers = Sweeper.prototype as unknown as { options: SweeperOptions; start: () => void };
const { start } = sweepers;
sweepers.start = function named(this: typeof sweepers): void {
  const { name, sweep } = this.options;
  const look: Call = { name: `sweep ${name}`, id: next() };
  const due = sweep.due.bind(sweep);
  write({ route: look.name });
  sweep.due = async (sql, most) => {
    look.id = next();
    write({ call: look.name, id: look.id });
    return due(sql, most);
  };
  calls.run(look, () => start.call(this));
};

type Client = Pick<pg.Client, 'on'> & { query: (...given: unknown[]) => unknown };
const clients = pg.Client.prototype as unknown as Client;
const { query } = clients;
const sentBy = new WeakMap<Client, Call | undefined>();

clients.query = function recording(this: Client, ...given: unknown[]): unknown {
  if (!sentBy.has(this)) this.on('notice', ({ message }) => keep(message ?? '', sentBy.get(this)));
  const call = calls.getStore();
  sentBy.set(this, call && { ...call });
  return query.apply(this, given);
};

function keep(message: string, call: Call | undefined): void {
  const at = message.indexOf('plan:\n');
  if (at < 0) return;
  write({ plan: JSON.parse(message.slice(at + 'plan:\n'.length)) as Plan, id: call?.id, by: call?.name });
}
