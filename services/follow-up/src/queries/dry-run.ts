import { Inject, Injectable } from '@nestjs/common';
import type { LocalDate } from '@tuntas/calendar';
import { Database } from '@tuntas/postgres';
import { type DryRun as Counted, dryRunSentences } from '@tuntas/wording';
import { changedDays } from '../domain/calendar-faults.js';
import type { Post } from '@tuntas/permissions';
import { mayRead } from '../domain/permissions.js';
import { movedBy } from '../domain/recompute.js';
import type { Settings } from '../domain/settings.js';
import { type CaseRow, caseOf } from '../store/case-row.js';
import { CurrentSettings, settingsOf, type StoredSettings } from '../store/current-settings.js';
import type { ClockSetting } from '../store/settings.store.js';

/** Open clocks looked at in one statement; a case has at most a handful, and all of one stand on a page or two. */
const PAGE_CLOCKS = 2_000;
/** 0.1 ms a case that is worked out, so some five seconds; where more run the answer is "at least". */
const MOST_CLOCKS = 100_000;
const MOST_EXAMPLES = 5;

interface Example {
  readonly complaintId: string;
  readonly reference: string;
  readonly clock: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** Which clocks can move at all; everything else is not read. */
interface Span {
  readonly startsFrom: LocalDate;
  readonly startsBefore: LocalDate;
  readonly dueFrom: LocalDate;
  readonly agency: string | null;
}

/** What a version would do to the clocks that run, by the same decision that would do it; nothing is written. */
@Injectable()
export class DryRun {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(CurrentSettings) private readonly settings: CurrentSettings,
  ) {}

  /**
   * `posts`: whose examples may be shown; counts are of all cases, since the clocks of all would move. At most so
   * many clocks are looked at, page by page, those of the newest complaints first.
   */
  async of(
    setting: ClockSetting,
    posts: readonly Post[],
    { most, page }: { most: number; page: number } = { most: MOST_CLOCKS, page: PAGE_CLOCKS },
  ): Promise<object> {
    const { stored, now } = this.settings;
    const after = settingsOf(changed(stored, setting), now);
    const span = spanOf(stored, setting);
    const examples: Example[] = [];
    let [move, becomeOverdue, looked, before, isMore] = [0, 0, 0, LAST_ID, true];
    while (isMore && looked < most) {
      const clocks = await this.#clocks(before, span, page);
      isMore = clocks.length === page;
      looked += clocks.length;
      before = clocks.at(-1)?.complaint_id ?? before;
      // What else the last one has may stand on the next page: it is looked at there.
      const whole = isMore ? clocks.filter((one) => one.complaint_id !== before) : clocks;
      const concerned = new Set(whole.filter((one) => one.concerned).map((one) => one.complaint_id));
      for (const row of await this.#cases([...concerned])) {
        const moved = movesOf(row, row.at, after, posts);
        move += moved.count;
        becomeOverdue += moved.overdue;
        examples.push(...moved.examples.slice(0, MOST_EXAMPLES - examples.length));
      }
    }
    const counted: Counted = { move, becomeOverdue, atLeast: isMore };
    return { dryRun: true, ...counted, examples, sentences: dryRunSentences(counted) };
  }

  /** Open clocks from this complaint on, and whether one can be moved; every row that is read is counted. */
  async #clocks(from: string, span: Span, page: number): Promise<readonly LookedAt[]> {
    return this.database.sql<LookedAt>`
      SELECT complaint_id, missed_at IS NULL
        AND starts_on >= ${span.startsFrom}::date AND starts_on < ${span.startsBefore}::date
        AND due_on >= ${span.dueFrom}::date AND (${span.agency}::text IS NULL OR agency = ${span.agency}) AS concerned
      FROM deadlines WHERE ended_at IS NULL AND complaint_id <= ${from}::uuid
      ORDER BY complaint_id DESC LIMIT ${page}`;
  }

  async #cases(ids: readonly string[]): Promise<readonly (CaseRow & { at: Date })[]> {
    if (ids.length === 0) return [];
    return this.database.sql<CaseRow & { at: Date }>`
      SELECT c.*, app_now() AS at, (
        SELECT json_agg(d ORDER BY d.started_at, d.clock) FROM deadlines d
        WHERE d.complaint_id = c.complaint_id AND d.ended_at IS NULL
      ) AS open_deadlines
      FROM cases c WHERE c.complaint_id = ANY (${ids}::uuid[]) ORDER BY c.complaint_id DESC`;
  }
}

interface LookedAt {
  readonly complaint_id: string;
  readonly concerned: boolean | null;
}

const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const [FIRST, NEVER] = ['0001-01-01', '9999-12-31'];

function movesOf(row: CaseRow, at: Date, after: Settings, posts: readonly Post[]) {
  const kase = caseOf(row);
  const moved = movedBy(kase, at, after);
  const isSeen = mayRead(kase, posts);
  const { complaintId, reference } = kase;
  return {
    count: moved.length,
    overdue: moved.filter(({ to }) => to.dueAt <= at.toISOString()).length,
    examples: isSeen
      ? moved.map(({ from, to }) => ({ complaintId, reference, clock: to.clock, from: from.dueOn, to: to.dueOn }))
      : [],
  };
}

/** What would be stored. */
function changed(stored: StoredSettings, setting: ClockSetting): StoredSettings {
  const revision = stored.revision + 1;
  switch (setting.kind) {
    case 'calendar':
      return { ...stored, revision, national: setting.body };
    case 'agency-calendar': {
      const others = stored.agencies.filter(({ agency }) => agency !== setting.body.agency);
      return { ...stored, revision, agencies: [...others, setting.body] };
    }
    case 'limits': {
      const { code, validFrom } = setting.body;
      const others = stored.limits.filter((one) => one.code !== code || one.validFrom !== validFrom);
      const limits = [...others, setting.body].toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
      return { ...stored, revision, limits };
    }
  }
}

/** A changed day moves a clock that began before it and ends on it or later; a limit, one that began when it is in force. */
function spanOf(stored: StoredSettings, setting: ClockSetting): Span {
  const all = { startsFrom: FIRST, startsBefore: NEVER, dueFrom: FIRST, agency: null } as const satisfies Span;
  switch (setting.kind) {
    case 'calendar': {
      const days = changedDays(stored.national.daysOff, setting.body.daysOff);
      return { ...all, startsBefore: days.at(-1) ?? FIRST, dueFrom: days[0] ?? NEVER };
    }
    case 'agency-calendar':
      return { ...all, agency: setting.body.agency };
    case 'limits':
      return { ...all, startsFrom: setting.body.validFrom, agency: setting.body.scope?.agency ?? null };
  }
}
