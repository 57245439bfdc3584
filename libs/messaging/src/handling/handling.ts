import type { Database, Sql } from '@tuntas/postgres';
import { alarm, isTransient, type Problem } from '@tuntas/runtime';
import { reached } from '../checkpoint.js';
import { type Decide, type Decided, later } from '../decision.js';
import type { Arrived } from '../envelope.js';
import { Inbox } from '../inbox/inbox.js';
import { Progress } from '../journal/progress.js';
import { type Offset, settle } from '../journal/record.js';
import type { Store } from '../store.js';
import { type Bench, drain, fold } from './fold.js';
import type { Reactions } from './registry.js';
import { lock, Work } from './work.js';

/** What a person or a clock asks of one key. */
export interface Ask<State, Input> {
  readonly store: Store<State>;
  readonly decide: Decide<State, Input>;
  readonly key: string;
  readonly input: Input;
}

/**
 * The one place where state changes. Whatever causes it – an event, a person, a clock – runs the same transaction:
 * lock the keys in one order, load, decide one input at a time, save, append journal and outbox, mark the inbox,
 * commit. Before the commit nothing happened; after it everything did.
 */
export class Handling {
  constructor(
    private readonly database: Database,
    private readonly reactions: Reactions,
    /** Wakes the relay up after a commit; polling finds the rows without it, later. */
    private readonly committed: () => void,
  ) {}

  /**
   * Applies a chunk of messages, of any streams and partitions, in order per key. Resolves when all of it is durable:
   * applied, parked with a reason, or known from before. Rejects only when trying again later can help.
   */
  async take(messages: readonly Arrived[]): Promise<void> {
    reached('s7');
    if (await this.#tried(messages, messages)) return;
    await this.#inParts(messages);
    await settle(this.database.sql, [], new Progress(), offsets(messages));
  }

  /** One message breaks the chunk: halve it until that one is alone and parked, and the rest is applied. */
  async #inParts(messages: readonly Arrived[]): Promise<void> {
    for (const part of halves(messages)) if (!(await this.#tried(part, []))) await this.#inParts(part);
  }

  /** One transaction. False when it must be taken in smaller parts because one message breaks it. */
  async #tried(messages: readonly Arrived[], offsetsOf: readonly Arrived[]): Promise<boolean> {
    try {
      await this.#transaction(
        keysOf(messages),
        messages,
        (bench) => {
          for (const message of messages) fold(message, bench);
        },
        offsetsOf,
      );
      return true;
    } catch (error) {
      if (isTransient(error)) throw error;
      if (messages.length > 1) return false;
      await this.#park(messages, error);
      return true;
    }
  }

  /** The database refused what this message led to: it waits for a person, its key with it. */
  async #park(messages: readonly Arrived[], error: unknown): Promise<void> {
    const constraint = error instanceof Error && 'constraint' in error ? String(error.constraint) : undefined;
    const reason = constraint ? `refused by the database: ${constraint}` : `refused by the database (${nameOf(error)})`;
    await this.#transaction(keysOf(messages), messages, (bench) => {
      for (const message of messages) {
        bench.inbox.park(message, 'faulty', reason);
        bench.onParked(message, 'faulty', reason);
      }
    });
  }

  /**
   * Decides what a person asked. Resolves with the facts after the commit; throws the Problem when it is refused,
   * and then nothing changed.
   */
  async command<State, Input>({ store, decide, key, input }: Ask<State, Input>): Promise<Decided<State>> {
    let decision: Decided<State> | typeof later = later;
    await this.#transaction([key], [], async (bench, sql) => {
      await bench.work.load(store, [key], sql);
      decision = bench.work.decide({ store, decide: decide }, key, input);
      drain(key, bench);
    });
    if (decision === later) throw new Error('A command is decided now or refused; only an event may come back later.');
    return decision;
  }

  /** Lets a clock act on many keys: one transaction; a key whose decision fails is left out and alarmed. */
  async sweep<State>(store: Store<State>, decide: Decide<State, undefined>, keys: readonly string[]): Promise<void> {
    await this.#transaction(keys, [], async (bench, sql) => {
      await bench.work.load(store, keys, sql);
      for (const key of keys) {
        try {
          bench.work.decide({ store, decide: decide }, key, undefined);
        } catch (error) {
          alarm('sweep-failed', { key, reason: nameOf(error) });
        }
        drain(key, bench);
      }
    });
  }

  /** Tries the parked messages of these keys again, those that somebody redrove included. */
  async retry(keys: readonly string[]): Promise<void> {
    await this.#transaction(keys, [], (bench) => {
      for (const key of keys) drain(key, bench);
    });
  }

  async #transaction(
    keys: readonly string[],
    messages: readonly Arrived[],
    act: (bench: Bench, sql: Sql) => void | Promise<void>,
    offsetsOf: readonly Arrived[] = [],
  ): Promise<void> {
    await this.database.transaction(async (sql) => {
      const work = new Work(await lock(keys, sql));
      const inbox = await Inbox.load(keys, sql);
      const bench: Bench = { work, inbox, reactions: this.reactions, onParked };
      await this.#loadFor([...messages, ...inbox.waiting()], work, sql);
      await act(bench, sql);
      reached('s8');
      await inbox.save(sql);
      await work.save(sql, inbox.progress, offsets(offsetsOf));
      reached('s2');
    });
    reached('s9');
    this.committed();
  }

  async #loadFor(messages: readonly Arrived[], work: Work, sql: Sql): Promise<void> {
    const keys = new Map<Store<unknown>, Set<string>>();
    for (const { key, record } of messages) {
      const handler = this.reactions.for(record.headers['ce_type'] ?? '');
      if (handler) keys.set(handler.store, (keys.get(handler.store) ?? new Set()).add(key));
    }
    for (const [store, wanted] of keys) await work.load(store, [...wanted], sql);
  }
}

/** Up to where each partition is applied: shown as lag, and where a restored database takes up again. */
function offsets(messages: readonly Arrived[]): Offset[] {
  const next = new Map<string, Offset>();
  for (const { stream, record } of messages) {
    const partition = { stream, partition: record.partition, next_offset: String(record.offset + 1n) };
    next.set(`${stream}/${record.partition}`, partition);
  }
  return [...next.values()];
}

/** By key while there are several, so that one bad key leaves the others in few transactions; then by message. */
function halves(messages: readonly Arrived[]): (readonly Arrived[])[] {
  const keys = keysOf(messages);
  if (keys.length === 1) return messages.map((message) => [message]);
  const first = new Set(keys.slice(0, keys.length >> 1));
  return [messages.filter(({ key }) => first.has(key)), messages.filter(({ key }) => !first.has(key))];
}

const keysOf = (messages: readonly Arrived[]): string[] => [...new Set(messages.map(({ key }) => key))];

const nameOf = (error: unknown): string => (error as Problem).code ?? (error as Error).name;

function onParked(message: Arrived, why: string, reason: string): void {
  alarm(why === 'gap' ? 'message-missing' : 'message-parked', { stream: message.stream, key: message.key, reason });
}
