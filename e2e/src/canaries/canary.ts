import { randomInt } from 'node:crypto';

/** What a canary looks like: who somebody is, how and from where they write, and what they tell. */
export const canaryKinds = ['name', 'phone', 'email', 'nik', 'words', 'address'] as const;
export type CanaryKind = (typeof canaryKinds)[number];

/**
 * What was put in, and so where it may be found.
 * - `nothing`: a header, a query, a body that was refused: it may be found nowhere.
 * - `identity`: who tells it; nowhere in the clear but as the recipient of the own letters.
 * - `content`: ordinary words; wherever the register has content.
 * - `sealed`: words of a secret complaint; nowhere in the clear.
 * - `handled`: what officers write about a secret complaint; in databases as content, on no topic.
 * - `record`: an officer's reason for something that is recorded; in the columns that are named.
 * - `officer`: the subject of an officer's sign-in; wherever the register has what is operational.
 * - `published`: for everybody.
 */
export type Tells = 'nothing' | 'identity' | 'content' | 'sealed' | 'handled' | 'record' | 'officer' | 'published';

export interface Canary {
  readonly kind: CanaryKind;
  readonly tells: Tells;
  /** Where it was put in, for people. */
  readonly door: string;
  readonly value: string;
  /** For a record: its columns, as `database.table.column`. */
  readonly columns?: readonly string[];
}

/** The beginnings that all canaries of a run share, and by which they are found. */
export interface Heads {
  /** Of names, e-mail addresses and words: letters and digits only, which JSON, URL, HTML and quoted-printable leave as they are. */
  readonly letters: string;
  /** Of telephone numbers, without the country's. */
  readonly phone: string;
  readonly nik: string;
  /** Of network addresses: a part of 127/8 that nothing here uses. */
  readonly address: string;
}

/** How a canary ends: by which of its head it is. A base of 36 gives letters 46,656 of them. */
const endings: Readonly<Record<keyof Heads, { readonly base: number; readonly characters: number }>> = {
  letters: { base: 36, characters: 3 },
  phone: { base: 10, characters: 3 },
  nik: { base: 10, characters: 4 },
  address: { base: 10, characters: 0 },
};
const MOST_ADDRESSES = 254;

/** Makes canaries, each of its own for one thing at one door, and knows them again. */
export class Canaries {
  readonly heads: Heads;
  readonly #made = new Map<string, Canary>();
  readonly #counts: Record<keyof Heads, number> = { letters: 0, phone: 0, nik: 0, address: 0 };

  constructor() {
    const digits = (count: number): string => Array.from({ length: count }, () => randomInt(1, 10)).join('');
    const letters = Array.from({ length: 8 }, () => String.fromCharCode(97 + randomInt(26))).join('');
    this.heads = {
      letters: `kn${letters}`,
      phone: `8${digits(9)}`,
      nik: `6474${digits(8)}`,
      address: `127.${randomInt(64, 128)}.${randomInt(128, 250)}.`,
    };
  }

  /** A new canary as somebody would write it. */
  make(kind: CanaryKind, tells: Tells, door: string, columns?: readonly string[]): string {
    const head = headOf(kind);
    const tail = this.#next(head);
    const value = writtenAs(kind, `${this.heads[head]}${tail}`);
    this.#made.set(`${head} ${tail}`, { kind, tells, door, value, ...(columns && { columns }) });
    return value;
  }

  /** The canary of this head that ends so. */
  known(head: keyof Heads, tail: string): Canary | undefined {
    return this.#made.get(`${head} ${tail}`);
  }

  /** How many of each kind were put in. */
  counted(): ReadonlyMap<CanaryKind, number> {
    const counts = new Map<CanaryKind, number>(canaryKinds.map((kind) => [kind, 0]));
    for (const { kind } of this.#made.values()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return counts;
  }

  #next(head: keyof Heads): string {
    const { base, characters } = endings[head];
    const number = (this.#counts[head] += 1);
    const most = head === 'address' ? MOST_ADDRESSES : base ** characters - 1;
    if (number > most) throw new Error(`There are no more than ${most} canaries of this kind.`);
    return number.toString(base).padStart(characters, '0');
  }
}

const headOf = (kind: CanaryKind): keyof Heads =>
  kind === 'phone' || kind === 'nik' || kind === 'address' ? kind : 'letters';

function writtenAs(kind: CanaryKind, whole: string): string {
  switch (kind) {
    case 'name':
      return `Kenari ${whole} Wuquf`;
    case 'email':
      return `${whole}@contoh.id`;
    case 'phone':
      return `+62 ${whole}`;
    default:
      return whole;
  }
}
