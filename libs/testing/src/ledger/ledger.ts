import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';

/** What a client wrote down about one complaint. Several lines of one key are read as one entry. */
export interface LedgerLine {
  /** The client's idempotency key: an attempt is written down before it is sent. */
  readonly key: string;
  /** SHA-256 of the text as it was sent. */
  readonly textHash?: string;
  readonly secret?: boolean;
  /** What the platform promised; absent while there is no answer. */
  readonly reference?: string;
  readonly receipt?: string;
  /** What a client saw that must never be seen: a wrong answer right after the acknowledgement, two references for a key. */
  readonly seen?: string;
}

/** All that is known of one key. */
export interface LedgerEntry {
  readonly key: string;
  readonly textHash: string;
  readonly secret: boolean;
  readonly references: readonly string[];
  readonly receipts: readonly string[];
  readonly seen: readonly string[];
}

export function textHash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * What clients know, outside the system under test, on disk before they act on it: the only witness that a promise was
 * made. Lines that wait together are written and fsynced together.
 */
export class Ledger {
  #waiting: { line: string; done: () => void; failed: (error: unknown) => void }[] = [];
  #writing: Promise<void> | undefined;

  private constructor(
    private readonly file: FileHandle,
    readonly path: string,
  ) {}

  static async open(path: string): Promise<Ledger> {
    await mkdir(dirname(path), { recursive: true });
    return new Ledger(await open(path, 'a'), path);
  }

  /** Resolves when the line is on disk. */
  async write(line: LedgerLine): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ line: `${JSON.stringify(line)}\n`, done, failed });
      this.#writing ??= this.#writeAll().finally(() => (this.#writing = undefined));
    });
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0);
      try {
        await this.file.appendFile(batch.map(({ line }) => line).join(''));
        await this.file.datasync();
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.file.close();
  }
}

/** Reads a ledger back, one entry a key. A last line cut off by a kill of the client is left out: it was never acted on. */
export async function readLedger(path: string): Promise<LedgerEntry[]> {
  const entries = new Map<string, { -readonly [K in keyof LedgerEntry]: LedgerEntry[K] }>();
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const parsed = parse(line);
    if (!parsed) continue;
    const known = entries.get(parsed.key) ?? {
      key: parsed.key,
      textHash: '',
      secret: false,
      references: [],
      receipts: [],
      seen: [],
    };
    entries.set(parsed.key, {
      ...known,
      textHash: parsed.textHash ?? known.textHash,
      secret: parsed.secret ?? known.secret,
      references: withNew(known.references, parsed.reference),
      receipts: withNew(known.receipts, parsed.receipt),
      seen: withNew(known.seen, parsed.seen),
    });
  }
  return [...entries.values()];
}

function parse(line: string): LedgerLine | undefined {
  try {
    return JSON.parse(line) as LedgerLine;
  } catch {
    return undefined;
  }
}

const withNew = (known: readonly string[], one: string | undefined): readonly string[] =>
  one === undefined || known.includes(one) ? known : [...known, one];
