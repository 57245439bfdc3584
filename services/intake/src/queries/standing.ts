import { isProvisional, localDateOf, workingDaysLeft, type LocalDate } from '@tuntas/calendar';
import type { Language, Zone } from '@tuntas/events';
import {
  clockLabels,
  clockThatMatters,
  namedHolder,
  type Reader,
  type RunningClock,
  type Status,
} from '@tuntas/wording';
import { beforeOpening } from '../domain/before-opening.js';
import type { CaseClock, CaseFile } from '../domain/case-file.js';
import type { ComplaintRow } from '../store/complaint-reader.js';
import type { Directory } from '../store/directory.js';

/** What a view depends on besides the rows. */
export interface ViewContext {
  readonly directory: Directory;
  readonly language: Language;
  readonly deskZone: Zone;
  /** By the database's clock. */
  readonly now: Date;
}

/** The file; until there is one, what T1 promises. */
export function fileAt(row: Pick<ComplaintRow, 'secret' | 'possibly_supervisory' | 'file'>): CaseFile {
  return row.file ?? beforeOpening({ secret: row.secret, possiblySupervisory: row.possibly_supervisory });
}

export function zoneOf(row: ComplaintRow, { directory, deskZone }: ViewContext): Zone {
  return directory.zoneOf({ holder: fileAt(row).holder, area: row.area }, deskZone);
}

/** What the honest sentence speaks of. */
export function statusOf(row: ComplaintRow, acts: Status['acts'], reader: Reader, context: ViewContext): Status {
  const { state, holder, clocks, urgent = row.urgent } = fileAt(row);
  const clock = clockThatMatters(state, clocks);
  const { secret, anonymous } = row;
  return {
    state,
    holder: namedHolder(holder, context.directory),
    flags: { secret, anonymous, urgent, overdue: clock?.missed ?? false },
    ...(clock && { due: runningClock(clock, row, context) }),
    acts,
    reader,
  };
}

export function clockView(clock: CaseClock, row: ComplaintRow, context: ViewContext): object {
  const running = runningClock(clock, row, context);
  return {
    ...running,
    instance: clock.instance,
    label: clockLabels[clock.clock][context.language],
    missed: clock.missed,
    ...(row.secret ? {} : { dueAt: clock.dueAt }),
  };
}

export function datesOf(row: ComplaintRow, context: ViewContext): Record<string, LocalDate> {
  const zone = zoneOf(row, context);
  const dates = Object.entries(fileAt(row).dates).map(
    ([name, at]: [string, string]) => [name, localDateOf(new Date(at), zone)] as const,
  );
  return { submitted: row.received_on, ...Object.fromEntries<LocalDate>(dates) };
}

/** Of a secret complaint no time of day is shown but the complainant's own. */
export function seen(at: string, row: ComplaintRow, context: ViewContext): string {
  return row.secret ? localDateOf(new Date(at), zoneOf(row, context)) : new Date(at).toISOString();
}

function runningClock({ clock, dueOn }: CaseClock, row: ComplaintRow, context: ViewContext): RunningClock {
  const { calendar } = context.directory;
  const today = localDateOf(context.now, zoneOf(row, context));
  const provisional = isProvisional(dueOn, calendar);
  return {
    clock,
    dueOn,
    workingDaysLeft: workingDaysLeft(today, dueOn, calendar),
    ...(provisional && { provisional }),
  };
}
