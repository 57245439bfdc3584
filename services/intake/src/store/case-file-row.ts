import type { CaseFile } from '../domain/case-file.js';

type Columns = Pick<CaseFile, 'state' | 'holder' | 'round' | 'version' | 'secret' | 'clocks' | 'dates'>;
type Absent<Value> = NonNullable<Value> | null;

/** A row of `case_files` as `to_json` writes it. */
export interface CaseFileRow extends Columns {
  readonly class: Absent<CaseFile['class']>;
  readonly category: string | null;
  readonly area: string | null;
  readonly urgent: boolean | null;
  readonly title_text_id: string | null;
  readonly published_text_id: string | null;
  readonly answer: Absent<CaseFile['answer']>;
  readonly pause: Absent<CaseFile['pause']>;
  readonly merged: Absent<CaseFile['merged']>;
  readonly appealed: boolean | null;
  readonly withdrawal_asked: boolean | null;
  readonly left_at: string | null;
  readonly over_since: string | null;
}

/** The file as the domain knows it, with the acts that belong to it. */
export function fileOf(row: CaseFileRow, acts: CaseFile['acts'] = []): CaseFile {
  const { state, holder, round, version, secret, clocks, dates } = row;
  return {
    state,
    holder,
    round,
    version,
    secret,
    clocks,
    dates,
    acts,
    class: row.class ?? undefined,
    category: row.category ?? undefined,
    area: row.area ?? undefined,
    urgent: row.urgent ?? undefined,
    titleTextId: row.title_text_id ?? undefined,
    publishedTextId: row.published_text_id ?? undefined,
    answer: row.answer ?? undefined,
    pause: row.pause ?? undefined,
    merged: row.merged ?? undefined,
    appealed: row.appealed ?? undefined,
    withdrawalAsked: row.withdrawal_asked ?? undefined,
    leftAt: row.left_at ?? undefined,
    overSince: row.over_since ?? undefined,
    happened: [],
  };
}
