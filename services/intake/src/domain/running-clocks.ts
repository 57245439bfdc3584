import type { DataOf, DeadlineExtended, DeadlineSet, EventOf } from '@tuntas/events';
import type { CaseClock, CaseFile } from './case-file.js';
import { moved, remembered } from './moves.js';

type Obligation = Pick<DataOf<typeof DeadlineSet>, 'clock' | 'instance'>;

export function clockSet(file: CaseFile, event: EventOf<typeof DeadlineSet>): CaseFile {
  const { clock, instance, dueAt, dueOn } = event.data;
  const extended = file.clocks.find((running) => same(running, event.data))?.extended;
  const set = { clock, instance, dueAt, dueOn, missed: false, extended };
  return remembered({ ...file, clocks: [...without(file, event.data), set] }, event);
}

export function clockStopped(file: CaseFile, obligation: Obligation): CaseFile {
  return { ...file, clocks: without(file, obligation) };
}

export function clockMissed(file: CaseFile, event: EventOf & { readonly data: Obligation }): CaseFile {
  const clocks = file.clocks.map((running) => (same(running, event.data) ? { ...running, missed: true } : running));
  return remembered({ ...file, clocks }, event);
}

/** D9: the same obligation, later. */
export function clockExtended(file: CaseFile, event: EventOf<typeof DeadlineExtended>): CaseFile {
  const { dueAt, dueOn } = event.data;
  const after = moved(file, event);
  const extended = { dueAt, dueOn, extended: true } as const;
  const clocks = after.clocks.map((running) => (same(running, event.data) ? { ...running, ...extended } : running));
  return { ...after, clocks };
}

const same = (one: Obligation, other: Obligation): boolean =>
  one.clock === other.clock && one.instance === other.instance;

const without = (file: CaseFile, obligation: Obligation): readonly CaseClock[] =>
  file.clocks.filter((running) => !same(running, obligation));
