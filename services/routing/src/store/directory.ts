import { createHash } from 'node:crypto';
import type { Sql } from '@tuntas/postgres';
import { contains } from '../contains.js';
import { type Area, Gazetteer } from '../domain/gazetteer.js';
import { type Agency, Organisation } from '../domain/organisation.js';
import { type Rule, RuleBook } from '../domain/rule-book.js';
import type { Knowledge } from '../domain/route.js';

const lists = ['agencies', 'units', 'categories', 'areas'] as const;
export type ListName = (typeof lists)[number];

/** A public list, ready to be sent, and the name of exactly this content (RFC 9110 §8.8.3). */
interface PublicList {
  readonly body: string;
  readonly etag: string;
}

/** Another process may have changed a row; looking costs one statement in so long. */
const STALE_AFTER_MS = 2_000;

interface Known {
  readonly knowledge: Knowledge;
  /** Codes that may be named: of what has not ended. */
  readonly codes: Readonly<Record<ListName, ReadonlySet<string>>>;
  readonly publicLists: Readonly<Record<ListName, PublicList>>;
  readonly agencyOfUnit: ReadonlyMap<string, string>;
}

/**
 * Who does what, in memory: 1,200 rows and 84 rules, read at start and again when a row has changed. Rules change by
 * `migrate` only, and services start anew after it.
 */
export class Directory {
  #readAt = performance.now();

  private constructor(
    private readonly sql: Sql,
    private known: Known,
    private seen: string,
  ) {}

  /** `sql`: the service's own; whoever asks as an officer is not shown the whole organisation. */
  static async load(sql: Sql): Promise<Directory> {
    return new Directory(sql, await read(sql), await versions(sql));
  }

  get knowledge(): Knowledge {
    return this.known.knowledge;
  }

  get codes(): Known['codes'] {
    return this.known.codes;
  }

  get publicLists(): Known['publicLists'] {
    return this.known.publicLists;
  }

  get agencyOfUnit(): Known['agencyOfUnit'] {
    return this.known.agencyOfUnit;
  }

  /** Reads again what is older than some seconds, and has changed. Whatever decides calls it first. */
  async refresh(): Promise<void> {
    if (performance.now() - this.#readAt < STALE_AFTER_MS) return;
    this.#readAt = performance.now();
    const seen = await versions(this.sql);
    if (seen === this.seen) return;
    this.known = await read(this.sql);
    this.seen = seen;
  }
}

/** Versions only rise and rows are never deleted, so that this differs after every change. */
async function versions(sql: Sql): Promise<string> {
  const [row] = await sql<{ seen: string }>`
    SELECT concat((SELECT sum(version) FROM agencies), '/', (SELECT sum(version) FROM units), '/',
      (SELECT sum(version) FROM categories), '/', (SELECT sum(version) FROM areas)) AS seen`;
  return row?.seen ?? '';
}

async function read(sql: Sql): Promise<Known> {
  const described = await sql<{ type: string; code: string; data: object; ended: boolean }>`
      SELECT type, code, data, COALESCE(a.over, u.over, c.ended_at IS NOT NULL) AS ended
      FROM organisation LEFT JOIN agencies AS a USING (code) LEFT JOIN units AS u USING (code)
        LEFT JOIN categories AS c USING (code)
      WHERE type <> 'post.described' ORDER BY code`;
  const of = (type: string) => described.filter((row) => row.type === type);
  const rows = {
    agencies: of('agency.described'),
    units: of('unit.described'),
    categories: of('category.described'),
    areas: of('area.described'),
  };
  const mapped = <T>(make: (list: (typeof rows)[ListName]) => T): Record<ListName, T> => ({
    agencies: make(rows.agencies),
    units: make(rows.units),
    categories: make(rows.categories),
    areas: make(rows.areas),
  });
  const living = (list: typeof described) => list.filter(({ ended }) => !ended);
  return {
    knowledge: await knowledgeFrom(
      rows.agencies.map(({ data }) => data as Agency),
      sql,
    ),
    codes: mapped((list) => new Set(living(list).map(({ code }) => code))),
    publicLists: mapped((list) => publicList(living(list).map(({ data }) => data))),
    agencyOfUnit: new Map(rows.units.map(({ code, data }) => [code, (data as { agency: string }).agency])),
  };
}

async function knowledgeFrom(agencies: readonly Agency[], sql: Sql): Promise<Knowledge> {
  const functions = await sql<{ function: string; agency: string }>`SELECT function, agency FROM functions`;
  const rules = await sql<Omit<Rule, 'category'> & { category: string | null }>`
    SELECT id, version, function, category, specificity, words FROM rules WHERE in_force ORDER BY id`;
  const areas = await sql<Area>`
    SELECT code, name, kind, parent, alias, everyday_words AS "everydayWords", zone, boundary FROM areas ORDER BY code`;
  return {
    organisation: new Organisation(agencies, new Map(functions.map((row) => [row.function, row.agency]))),
    rules: new RuleBook(rules.map((rule) => ({ ...rule, category: rule.category ?? undefined }))),
    gazetteer: new Gazetteer(areas, contains),
  };
}

/** Addresses for officers' mail are not for everybody. */
function publicList(items: readonly object[]): PublicList {
  const body = JSON.stringify({ items: items.map((item) => ({ ...item, email: undefined })) });
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"` };
}
