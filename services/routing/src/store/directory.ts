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
export interface PublicList {
  readonly body: string;
  readonly etag: string;
}

/**
 * Who does what, in memory: 1,200 rows and 84 rules, read once at start. They change by `migrate` only, and services start
 * anew after it.
 */
export class Directory {
  private constructor(
    readonly knowledge: Knowledge,
    readonly codes: Readonly<Record<ListName, ReadonlySet<string>>>,
    readonly publicLists: Readonly<Record<ListName, PublicList>>,
    readonly agencyOfUnit: ReadonlyMap<string, string>,
  ) {}

  static async load(sql: Sql): Promise<Directory> {
    const described = await sql<{ type: string; code: string; data: object }>`
      SELECT type, code, data FROM organisation WHERE type <> 'post.described' ORDER BY code`;
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
    return new Directory(
      await knowledgeFrom(
        rows.agencies.map(({ data }) => data as Agency),
        sql,
      ),
      mapped((list) => new Set(list.map(({ code }) => code))),
      mapped((list) => publicList(list.map(({ data }) => data))),
      new Map(rows.units.map(({ code, data }) => [code, (data as { agency: string }).agency])),
    );
  }
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
