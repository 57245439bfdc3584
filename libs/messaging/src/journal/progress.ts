interface Row {
  /** Per stream: the last sequence applied here, and the id of its event. */
  readonly received: Record<string, readonly [sequence: number, eventId: string]>;
  /** Per stream of ours: the last sequence given. */
  readonly sent: Record<string, number>;
  changed: boolean;
}

/** A row of `messaging.progress` as it is written. */
export interface ProgressRow {
  readonly key: string;
  readonly received: Row['received'];
  readonly sent: Row['sent'];
}

/**
 * How far each key is: one row a key holds what came in and what went out. One row instead of one a stream halves the
 * rows that a chunk writes; it is read and written under the key's lock, so nothing else can change it meanwhile.
 */
export class Progress {
  readonly #rows = new Map<string, Row>();

  /** Starts from the rows as they are, read under the locks of their keys. */
  constructor(rows: readonly ProgressRow[] = []) {
    for (const { key, received, sent } of rows) this.#rows.set(key, { received, sent, changed: false });
  }

  #of(key: string): Row {
    const row = this.#rows.get(key) ?? { received: {}, sent: {}, changed: false };
    this.#rows.set(key, row);
    return row;
  }

  /** The last sequence applied, 0 before the first, and its event. */
  received(stream: string, key: string): { sequence: number; eventId?: string } {
    const head = this.#rows.get(key)?.received[stream];
    return head ? { sequence: head[0], eventId: head[1] } : { sequence: 0 };
  }

  receive(stream: string, key: string, sequence: number, eventId: string): void {
    const row = this.#of(key);
    row.received[stream] = [sequence, eventId];
    row.changed = true;
  }

  /** Gives the next sequence of a stream of ours. */
  send(stream: string, key: string): number {
    const row = this.#of(key);
    const sequence = (row.sent[stream] ?? 0) + 1;
    row.sent[stream] = sequence;
    row.changed = true;
    return sequence;
  }

  changed(): ProgressRow[] {
    return [...this.#rows].flatMap(([key, { changed, received, sent }]) => (changed ? [{ key, received, sent }] : []));
  }
}
