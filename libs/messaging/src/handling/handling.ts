import { asOfficer, type Database, type Sql } from '@tuntas/postgres';
import { alarm, isTransient, logOf } from '@tuntas/runtime';
import { reached } from '../checkpoint.js';
import { type Decide, type Decided, type DecideTogether, later } from '../decision.js';
import type { Arrived } from '../envelope.js';
import { Inbox, type Parked } from '../inbox/inbox.js';
import { Progress } from '../journal/progress.js';
import { settle } from '../journal/record.js';
import type { Store } from '../store.js';
import { halves, keysOf, offsets } from './chunk.js';
import { type Bench, drain, drainOne, fold, foldAlone, refuse, refuseParked } from './fold.js';
import { reasonWhy, refusal } from './refusal.js';
import type { Reactions } from './registry.js';
import { lock, Work } from './work.js';

/** Posts of the officer who asks: it is decided on what row-level security shows them. Without, a service asks for itself. */
interface Asking {
  readonly posts?: readonly object[];
}

/** What a person asks of one key. */
export interface Ask<State, Input> extends Asking {
  readonly store: Store<State>;
  readonly decide: Decide<State, Input>;
  readonly key: string;
  readonly input: Input;
}

/** What a person asks of several keys at once. */
export interface AskTogether<State, Input> extends Asking {
  readonly store: Store<State>;
  readonly decide: DecideTogether<State, Input>;
  readonly keys: readonly string[];
  readonly input: Input;
}

type Act = (bench: Bench, sql: Sql) => void | Promise<void>;

interface Transaction {
  readonly keys: readonly string[];
  readonly messages?: readonly Arrived[];
  readonly act: Act;
  /** Messages whose offsets it settles. */
  readonly offsetsOf?: readonly Arrived[];
  /** False for parking, which needs no state. */
  readonly loads?: boolean;
  readonly side?: 'service' | 'officers';
}

const log = logOf('handling');

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
    if (!(await refusal(async () => this.#apply(messages, messages)))) return;
    await this.#inParts(messages);
    await settle(this.database.sql, [], new Progress(), offsets(messages));
  }

  async #apply(messages: readonly Arrived[], offsetsOf: readonly Arrived[]): Promise<void> {
    const act = (bench: Bench): void => {
      for (const message of messages) fold(message, bench);
    };
    await this.#transaction({ keys: keysOf(messages), messages, act, offsetsOf });
  }

  /** One message breaks the chunk: halve it until that one is alone, and the rest is applied. */
  async #inParts(messages: readonly Arrived[]): Promise<void> {
    for (const part of halves(messages)) {
      const [message] = part;
      if (part.length === 1 && message) await this.#takeAlone(message);
      else if (await refusal(async () => this.#apply(part, []))) await this.#inParts(part);
    }
  }

  /** When the database refuses what this message led to, it waits for a person, its key with it. */
  async #takeAlone(message: Arrived): Promise<void> {
    const act = (bench: Bench): void => void foldAlone(message, bench);
    const refused = await refusal(async () => this.#onKey(message.key, act, { messages: [message] }));
    if (!refused) return;
    // Without states: they may be what cannot be loaded.
    await this.#transaction({ keys: [message.key], act: (bench) => refuse(message, refused, bench), loads: false });
  }

  /**
   * Acts on one key, and then on what is parked for it. When that is refused together, the act alone: what is parked
   * must not keep others from acting.
   */
  async #onKey(
    key: string,
    act: Act,
    { messages = [], side = 'service' }: Pick<Transaction, 'messages' | 'side'> = {},
  ): Promise<void> {
    let parked = 0;
    const both: Act = async (bench, sql) => {
      await act(bench, sql);
      parked = bench.inbox.waiting().length;
      drain(key, bench);
    };
    try {
      await this.#transaction({ keys: [key], messages, act: both, side });
    } catch (error) {
      if (isTransient(error) || parked === 0) throw error;
      await this.#transaction({ keys: [key], messages, act, side });
      await this.#free(key).catch((failure: unknown) =>
        log.warn('parked messages could not be tried again', { key }, failure),
      );
    }
  }

  /** Tries what is parked for a key in a transaction each, and names faulty what the database refuses. */
  async #free(key: string): Promise<void> {
    for (let moved = true; moved;) {
      let last: Parked | undefined;
      const act = (bench: Bench): void => {
        moved = drainOne(key, bench, (parked) => (last = parked));
        if (!moved) drain(key, bench);
      };
      const refused = await refusal(async () => this.#transaction({ keys: [key], act }));
      if (!refused) continue;
      moved = last !== undefined;
      await this.#transaction({
        keys: [key],
        loads: false,
        act: ({ inbox, ...bench }) => {
          // Nothing could be tried: not even the state is to be had, and who redrove it must hear of it.
          const guilty = inbox.waiting().filter((parked) => (last ? parked.id === last.id : parked.why === 'redriven'));
          for (const parked of guilty) refuseParked(parked, refused, { ...bench, inbox });
        },
      });
    }
  }

  /**
   * Decides what a person asked. Resolves with the facts after the commit; throws the Problem when it is refused,
   * and then nothing changed.
   */
  async command<State, Input>({ store, decide, key, input, posts }: Ask<State, Input>): Promise<Decided<State>> {
    let decision: Decided<State> | typeof later = later;
    const act: Act = async ({ work }, sql) => {
      await loadFor(posts, { work, store, keys: [key] }, sql);
      decision = work.decide({ store, decide }, key, input);
    };
    await this.#onKey(key, act, { side: posts ? 'officers' : 'service' });
    if (decision === later) throw new Error('A command is decided now or refused; only an event may come back later.');
    return decision;
  }

  /**
   * As `command`, on several keys: their locks are taken in one order, and all of it happens or nothing. Messages parked
   * for them are tried again by whatever happens to each key next.
   */
  async commandTogether<State, Input>({
    store,
    decide,
    keys,
    input,
    posts,
  }: AskTogether<State, Input>): Promise<ReadonlyMap<string, Decided<State>>> {
    let decided: ReadonlyMap<string, Decided<State>> = new Map();
    const act: Act = async ({ work }, sql) => {
      await loadFor(posts, { work, store, keys }, sql);
      decided = work.decideTogether({ store, decide }, keys, input);
    };
    await this.#transaction({ keys, act, side: posts ? 'officers' : 'service' });
    return decided;
  }

  /**
   * Lets a clock, or whatever else gathers, act on many keys in one transaction. A key whose decision breaks, or is refused by the database, is
   * left out and alarmed; resolves with those.
   */
  async sweep<State>(
    store: Store<State>,
    decide: Decide<State, undefined>,
    keys: readonly string[],
  ): Promise<readonly string[]> {
    const [only] = keys;
    if (only === undefined) return [];
    if (keys.length === 1) return this.#sweepAlone(store, decide, only);
    const failed = new Map<string, string>();
    const act: Act = async (bench, sql) => {
      await bench.work.load(store, keys, sql);
      for (const key of keys) {
        const broken = reasonWhy(() => bench.work.decide({ store, decide: decide }, key, undefined));
        if (broken) failed.set(key, broken);
        drain(key, bench);
      }
    };
    if (await refusal(async () => this.#transaction({ keys, act }))) {
      const middle = keys.length >> 1;
      const first = await this.sweep(store, decide, keys.slice(0, middle));
      return [...first, ...(await this.sweep(store, decide, keys.slice(middle)))];
    }
    for (const [key, reason] of failed) alarm('sweep-failed', { key, reason });
    return [...failed.keys()];
  }

  async #sweepAlone<State>(store: Store<State>, decide: Decide<State, undefined>, key: string): Promise<string[]> {
    const act: Act = async (bench, sql) => {
      await bench.work.load(store, [key], sql);
      bench.work.decide({ store, decide: decide }, key, undefined);
    };
    const refused = await refusal(async () => this.#onKey(key, act));
    if (refused) alarm('sweep-failed', { key, reason: refused });
    return refused ? [key] : [];
  }

  /** Tries the parked messages of these keys again, those that somebody redrove included. */
  async retry(keys: readonly string[]): Promise<void> {
    const act = (bench: Bench): void => {
      for (const key of keys) drain(key, bench);
    };
    if (!(await refusal(async () => this.#transaction({ keys, act })))) return;
    for (const key of keys) await this.#free(key);
  }

  async #transaction(asked: Transaction): Promise<void> {
    const { keys, messages = [], act, offsetsOf = [], loads = true, side = 'service' } = asked;
    await this.database.transactionOnKeys(async (sql) => {
      const work = new Work(await lock(keys, sql));
      const inbox = await Inbox.load(keys, sql);
      const bench: Bench = { work, inbox, reactions: this.reactions, onParked };
      if (loads) await this.#loadFor([...messages, ...inbox.waiting()], work, sql);
      await act(bench, sql);
      reached('s8');
      await inbox.save(sql);
      await work.save(sql, inbox.progress, offsets(offsetsOf));
      reached('s2');
    }, side);
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

/** What the caller sees of the keys: all of it, or for an officer what row-level security shows. */
async function loadFor<State>(
  posts: readonly object[] | undefined,
  { work, store, keys }: { readonly work: Work; readonly store: Store<State>; readonly keys: readonly string[] },
  sql: Sql,
): Promise<void> {
  if (!posts) return work.load(store, keys, sql);
  return asOfficer(sql, posts, async (seen) => work.loadAnew(store, keys, seen));
}

function onParked(message: Arrived, why: string, reason: string): void {
  alarm(why === 'gap' ? 'message-missing' : 'message-parked', { stream: message.stream, key: message.key, reason });
}
