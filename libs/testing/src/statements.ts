import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';

const heard = new AsyncLocalStorage<string[]>();
let listening = false;

/**
 * The SQL that some work sends to Postgres, in order, without its values – what sweeps and relays of the same process send
 * meanwhile left out. How many statements a refusal takes is the part of its time that no busy machine can hide.
 */
export async function statementsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  listen();
  const statements: string[] = [];
  await heard.run(statements, work);
  return statements;
}

/** Once a process: every connection's way to the server passes here. */
function listen(): void {
  if (listening) return;
  listening = true;
  const { query } = pg.Client.prototype as unknown as { query: (...parts: unknown[]) => unknown };
  const hearing = function (this: pg.Client, ...parts: unknown[]): unknown {
    const [first] = parts;
    heard.getStore()?.push(typeof first === 'string' ? first : String((first as { text?: unknown }).text));
    return query.apply(this, parts);
  };
  Object.assign(pg.Client.prototype, { query: hearing });
}
