import type { Role, Zone } from '@tuntas/events';
import type { Scope } from '@tuntas/permissions';
import type { Entry } from './chart.js';
import type { Agency } from './organisation.js';

/** What somebody wants changed. With a `version` of 0 it is to be new. */
export type Change = { readonly version: number } & (
  | { readonly what: 'agency'; readonly body: ProposedAgency }
  | { readonly what: 'agency-end'; readonly code: string; readonly successor: string }
  | { readonly what: 'unit'; readonly body: ProposedUnit }
  | { readonly what: 'unit-end'; readonly code: string; readonly successor: string }
  | { readonly what: 'category'; readonly body: ProposedCategory }
  | { readonly what: 'category-end'; readonly code: string }
  | { readonly what: 'post'; readonly body: ProposedOfficer }
  | { readonly what: 'post-end'; readonly id: string; readonly at?: Date | undefined }
  | { readonly what: 'system'; readonly body: ProposedSystem }
  | { readonly what: 'system-end'; readonly code: string }
  | { readonly what: 'absence'; readonly post: string; readonly body: ProposedAbsence }
);

export interface ProposedAgency {
  readonly code: string;
  readonly name: string;
  readonly kind: Agency['kind'];
  readonly parent?: string | undefined;
  readonly area?: string | undefined;
  readonly zone: Zone;
  readonly email?: string | undefined;
}

export interface ProposedUnit {
  readonly code: string;
  readonly agency: string;
  readonly name: string;
}

export interface ProposedCategory {
  readonly code: string;
  readonly name: string;
  readonly parent?: string | undefined;
}

export interface ProposedOfficer {
  readonly id: string;
  readonly subject: string;
  readonly role: Role;
  readonly agency?: string | undefined;
  readonly unit?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

export interface ProposedSystem {
  readonly code: string;
  readonly agency: string;
  readonly scopes: readonly Scope[];
  readonly to?: Date | undefined;
}

export interface ProposedAbsence {
  readonly id: string;
  readonly from: Date;
  readonly to?: Date | undefined;
  readonly deputy?: string | undefined;
}

/** One fault of what was asked; the code has its words in libs/wording. */
export interface Fault {
  readonly code: string;
  readonly field?: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

/**
 * What comes of it: entries as they are from now on, the one that was asked for first – or why not. What is not the
 * caller's looks as if it were not there.
 */
export type Outcome =
  | { readonly entries: readonly Entry[] }
  | { readonly faults: readonly [Fault, ...Fault[]] }
  | { readonly refused: string; readonly values?: Readonly<Record<string, string | number>> }
  | 'not-theirs';

/** The faults of those that are true; entries when there is none. */
export function unless(
  faults: readonly (readonly [boolean, Fault])[],
  entries: () => readonly [Entry, ...Entry[]],
): Outcome {
  const [first, ...more] = faults.flatMap(([is, fault]) => (is ? [fault] : []));
  return first ? { faults: [first, ...more] } : { entries: entries() };
}

/** Whoever saw another version is told which there is now; nothing while it is the same. */
export function staleness(seen: number, now: { readonly version: number } | undefined): Outcome | undefined {
  const version = now?.version ?? 0;
  return seen === version ? undefined : { refused: 'organisation-version-stale', values: { expected: seen, version } };
}
