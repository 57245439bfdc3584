import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { Database } from '@tuntas/postgres';
import type { Post as HeldPost } from '@tuntas/permissions';
import {
  BodyLimit,
  bodyHash as hashOf,
  Caller,
  invalid,
  notFound,
  Officers,
  OfficersWrite,
  SecondFactor,
  Spends,
} from '@tuntas/runtime';
import type { FastifyReply } from 'fastify';
import { ChangeOrganisation, keyOf } from '../commands/change-organisation.js';
import { importedRows } from './read-import.js';
import { type Chart, type Entry, hasEnded } from '../domain/chart.js';
import { imported, type ImportedRow } from '../domain/import.js';
import { columns, rowOf, type TableName, tableNames } from '../domain/lists.js';
import { ListPosts } from '../queries/list-posts.js';
import { readChart } from '../store/chart.store.js';
import { asCsv, asXlsx, MOST_TABLE_BYTES, readTable, XLSX } from './table-file.js';

/** More than a person reads through; the counts are whole. */
const MOST_SHOWN = 100;

/** The organisation as tables: taken away, changed elsewhere, brought back. */
@Controller('api/organisation')
export class TablesController {
  constructor(
    private readonly organisation: ChangeOrganisation,
    private readonly listPosts: ListPosts,
    private readonly database: Database,
  ) {}

  /** `units.csv`, `posts.xlsx` …: what has not ended, and of posts those the caller manages. */
  @Get(':file')
  @SecondFactor()
  @Officers('organisation.export')
  @Spends('costly')
  async table(@Param('file') file: string, @Caller() { posts }: Caller, @Res() reply: FastifyReply): Promise<void> {
    const [, name, form] = /^([a-z]+)\.(csv|xlsx)$/.exec(file) ?? [];
    const table = tableNames.find((one) => one === name);
    if (!table) throw notFound();
    const entries = await this.#entries(table, posts);
    const rows = [[...columns[table]], ...entries.map((entry) => rowOf(entry, table))];
    const headers = { 'content-disposition': `attachment; filename="${file}"`, 'cache-control': 'no-store' };
    if (form === 'csv') {
      void reply.headers({ ...headers, 'content-type': 'text/csv; charset=utf-8' }).send(asCsv(rows));
    } else void reply.headers({ ...headers, 'content-type': XLSX }).send(await asXlsx(rows, table));
  }

  async #entries(table: TableName, posts: readonly HeldPost[]): Promise<readonly Entry[]> {
    if (table === 'posts') return (await this.listPosts.list(posts)).items;
    const chart = await readChart(this.database.sql);
    const entries: readonly Exclude<Entry, { of: 'post' | 'system' }>[] = [...chart[table].values()];
    return entries
      .filter((entry) => !hasEnded(entry, chart))
      .toSorted((one, other) => (one.code < other.code ? -1 : 1));
  }

  /**
   * A table of rows that are to be new (without version) or changed (with the version that was taken away); rows that are
   * not in it stay. All of it or nothing, with the line of each fault. With `?dryRun=true` it says what would change.
   */
  @Post('imports')
  @SecondFactor()
  @HttpCode(200)
  @Officers('organisation.change')
  @Spends('costly')
  @BodyLimit(MOST_TABLE_BYTES)
  async import(
    @OfficersWrite('or-new') write: OfficersWrite,
    @Body() body: unknown,
    @Query('table') name?: string,
    @Query('dryRun') dryRun?: string,
  ): Promise<object> {
    if (!Buffer.isBuffer(body)) throw invalid('unsupported-media-type');
    const table = tableNames.find((one) => one === name);
    if (!table) throw invalid('unknown-value', 'table', { known: [...tableNames] });
    const { now } = await readChart(this.database.sql);
    const rows = importedRows(table, await readTable(body), now);
    const { subject, posts, keyHash, bodyHash } = write;
    const asked = {
      what: `import of ${table}`,
      outcome: (asking: Parameters<typeof imported>[2], chart: Chart) => imported(rows, table, asking, chart),
      answer: (entries: readonly Entry[], chart: Chart) => summary(table, rows, entries, chart),
      subject,
      posts,
      keyHash,
      bodyHash: hashOf(keyHash, [bodyHash, table]),
    };
    return dryRun === 'true' ? this.organisation.preview(asked) : this.organisation.execute(asked);
  }
}

function summary(table: TableName, rows: readonly ImportedRow[], entries: readonly Entry[], chart: Chart): object {
  const isNew = (entry: Entry): boolean => !chart[table].has(keyOf(entry));
  const added = entries.filter(isNew).length;
  return {
    table,
    added,
    changed: entries.length - added,
    unchanged: rows.length - entries.length,
    rows: entries
      .slice(0, MOST_SHOWN)
      .map((entry) => ({ key: keyOf(entry), change: isNew(entry) ? 'added' : 'changed', version: entry.version })),
  };
}
