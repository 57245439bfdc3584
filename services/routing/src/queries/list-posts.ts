import { Injectable } from '@nestjs/common';
import { Database } from '@tuntas/postgres';
import type { Post } from '@tuntas/permissions';
import { type Chart, isOver, type PostEntry } from '../domain/chart.js';
import { readChart } from '../store/chart.store.js';

/** The posts that are not over, as whoever manages them sees them, with the versions that a change has to name. */
@Injectable()
export class ListPosts {
  constructor(private readonly database: Database) {}

  /** Of all agencies for who stands above them; of the own and those below for a coordinator. */
  async list(readers: readonly Post[]): Promise<{ readonly items: readonly PostEntry[] }> {
    const chart = await readChart(this.database.sql);
    return {
      items: [...chart.posts.values()].filter((post) => readers.some((reader) => manages(reader, post, chart))),
    };
  }
}

function manages({ role, agency }: Post, post: PostEntry, chart: Chart): boolean {
  if (role === 'national-desk' || role === 'auditor') return true;
  if (role !== 'coordinator' || agency === undefined || post.agency === undefined) return false;
  return isOver(agency, post.agency, chart);
}
