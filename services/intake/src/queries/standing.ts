import { hasRunOut, localDateOf, type LocalDate } from '@tuntas/calendar';
import type { Clock, Language, Zone } from '@tuntas/events';
import {
  clockLabels,
  clockNow,
  clockThatMatters,
  type Looking,
  type Marks,
  namedHolder,
  type Reader,
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
  const file = fileAt(row);
  const { state, holder, clocks, urgent = row.urgent } = file;
  const clock = clockThatMatters(state, clocks);
  const { secret, anonymous } = row;
  return {
    state,
    holder: namedHolder(holder, context.directory),
    flags: { secret, anonymous, urgent, overdue: clock !== undefined && hasRunOut(clock, context.now) },
    marks: marksOf(file),
    ...(clock && { due: clockNow(clock, looking(row, context)) }),
    acts,
    reader,
  };
}

function marksOf({ answer, appealed, merged, withdrawalAsked, state, clocks }: CaseFile): Marks {
  const dueOf = (clock: Clock): string | undefined => clocks.find((running) => running.clock === clock)?.dueOn;
  return {
    answerChecked: answer?.checked,
    appealed,
    together: merged !== undefined,
    withdrawalDecidedBy: withdrawalAsked === true ? dueOf('D13') : undefined,
    promisedBy: answer?.keptAt === undefined ? dueOf('D8') : undefined,
    extended: clocks.some(({ clock, extended }) => clock === 'D4' && extended),
    answerStandsStill: state === 'POSTPONED' && dueOf('D4') !== undefined,
  };
}

export function clockView(clock: CaseClock, row: ComplaintRow, context: ViewContext): object {
  const { at: _, isToday: __, ...running } = clockNow(clock, looking(row, context));
  return {
    ...running,
    instance: clock.instance,
    label: clockLabels[clock.clock][context.language],
    missed: clock.missed,
    ...(clock.pausedOn && { pausedOn: clock.pausedOn }),
    ...(clock.extended && { extended: true }),
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

function looking(row: ComplaintRow, context: ViewContext): Looking {
  const { now, directory } = context;
  return { now, zone: zoneOf(row, context), calendar: directory.calendar, discreet: row.secret };
}
