import { Injectable } from '@nestjs/common';
import { caseState, type Split, successorOf } from '@tuntas/events';
import { Database } from '@tuntas/postgres';
import type { Entry, UnitEntry } from '../domain/chart.js';

/** In these nobody works on a case any more; one that is closed moves only while a promise is open (T23). */
const over = ['CLOSED', 'ARCHIVED', 'MERGED', 'WITHDRAWN'];
const open = caseState.options.filter((state) => !over.includes(state));
/** A reform of a ministry; more is counted and not listed. */
const MOST_LISTED = 1_000;

interface Held {
  readonly complaint_id: string;
  readonly unit: string;
  readonly category: string | null;
  readonly area: string | null;
  readonly confidential: boolean;
}

/** Open cases that a reorganisation moves. */
export interface PlannedMoves {
  readonly count: number;
  readonly between: readonly { readonly from: string; readonly to: string; readonly count: number }[];
  /** The first of them; secret and supervisory ones are counted only. */
  readonly cases: readonly { readonly complaintId: string; readonly from: string; readonly to: string }[];
}

/** Which open cases go where when units end, by what routing knows of follow-up's cases: a second behind them at most. */
@Injectable()
export class FindPlannedMoves {
  constructor(private readonly database: Database) {}

  async of(entries: readonly Entry[]): Promise<PlannedMoves> {
    const ending = new Map(
      entries.flatMap((entry) =>
        entry.of === 'unit' && entry.endedAt !== undefined ? [[entry.code, entry] as const] : [],
      ),
    );
    const held = await this.database.sql<Held>`
      SELECT complaint_id, holder ->> 'unit' AS unit, category, area, secret OR supervisory AS confidential
      FROM complaints WHERE holder ->> 'unit' = ANY (${[...ending.keys()]}) AND state = ANY (${open})
      ORDER BY complaint_id`;
    const moves = held.map((one) => ({ ...one, to: destination(ending.get(one.unit), one) }));
    return {
      count: moves.length,
      between: counted(moves),
      cases: moves
        .filter(({ confidential }) => !confidential)
        .slice(0, MOST_LISTED)
        .map(({ complaint_id: complaintId, unit: from, to }) => ({ complaintId, from, to })),
    };
  }
}

function destination(unit: UnitEntry | undefined, { category, area }: Held): string {
  const { successor, split } = unit ?? ({} as { successor?: string; split?: Split });
  return successorOf({ successor, split }, { category: category ?? undefined, area: area ?? undefined }) ?? '';
}

function counted(moves: readonly { readonly unit: string; readonly to: string }[]): PlannedMoves['between'] {
  const counts = new Map<string, { from: string; to: string; count: number }>();
  for (const { unit: from, to } of moves) {
    const key = `${from} ${to}`;
    counts.set(key, { from, to, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].toSorted((one, other) =>
    `${one.from} ${one.to}` < `${other.from} ${other.to}` ? -1 : 1,
  );
}
