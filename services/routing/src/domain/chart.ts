import type { Split, Zone } from '@tuntas/events';
import type { Scope } from '@tuntas/permissions';
import type { Agency } from './organisation.js';
import type { OfficersPost } from './posts.js';

/** An agency as it is kept: `filled` is what its coordinators' posts say, `endedAt` and `successor` how it ended. */
export interface AgencyEntry {
  readonly of: 'agency';
  readonly code: string;
  readonly version: number;
  readonly name: string;
  readonly kind: Agency['kind'];
  readonly parent?: string | undefined;
  readonly area?: string | undefined;
  readonly zone: Zone;
  readonly email?: string | undefined;
  readonly endedAt?: Date | undefined;
  readonly successor?: string | undefined;
}

/** A unit of an agency, from an instant on where it has not always been there. */
export interface UnitEntry {
  readonly of: 'unit';
  readonly code: string;
  readonly version: number;
  readonly agency: string;
  readonly name: string;
  readonly beginsAt?: Date | undefined;
  readonly endedAt?: Date | undefined;
  /** Who takes over what it held: another unit of the agency. */
  readonly successor?: string | undefined;
  /** Of one that is split: which unit takes over what. */
  readonly split?: Split | undefined;
  /** What it is called from an instant on. */
  readonly nextName?: string | undefined;
  readonly nextNameAt?: Date | undefined;
}

export interface CategoryEntry {
  readonly of: 'category';
  readonly code: string;
  readonly version: number;
  readonly name: string;
  readonly parent?: string | undefined;
  readonly endedAt?: Date | undefined;
}

export interface PostEntry extends OfficersPost {
  readonly of: 'post';
  readonly version: number;
}

/** A system of an agency that acts in the place of its coordinators; `code` is its client's name at the provider. */
export interface SystemEntry {
  readonly of: 'system';
  readonly code: string;
  readonly version: number;
  readonly agency: string;
  readonly scopes: readonly Scope[];
  readonly from: Date;
  /** It acts until just before; what is over stays, so that history can say whose it was. */
  readonly to?: Date | undefined;
}

export type Entry = AgencyEntry | UnitEntry | CategoryEntry | PostEntry | SystemEntry;

/** The whole organisation at one instant, as whoever changes it sees it: nobody else changes it meanwhile. */
export interface Chart {
  readonly now: Date;
  readonly agencies: ReadonlyMap<string, AgencyEntry>;
  readonly units: ReadonlyMap<string, UnitEntry>;
  readonly categories: ReadonlyMap<string, CategoryEntry>;
  /** Those that are not over. */
  readonly posts: ReadonlyMap<string, PostEntry>;
  /** Those that are over, too. */
  readonly systems: ReadonlyMap<string, SystemEntry>;
  /** Codes of areas; those are the ministry's and are not changed here. */
  readonly areas: ReadonlySet<string>;
}

/** Nation, province, regency, office, division, three to spare: what lies deeper is refused as a ring. */
export const DEEPEST_TREE = 8;

/** The codes above, nearest first; a ring ends after the deepest tree. */
export function above(code: string, parentOf: (code: string) => string | undefined): string[] {
  const codes: string[] = [];
  for (let at = parentOf(code); at !== undefined && codes.length <= DEEPEST_TREE; at = parentOf(at)) codes.push(at);
  return codes;
}

/** Whether one agency is the other, or stands above it. */
export function isOver(one: string, other: string, { agencies }: Pick<Chart, 'agencies'>): boolean {
  return one === other || above(other, (code) => agencies.get(code)?.parent).includes(one);
}

export const hasEnded = ({ endedAt }: { readonly endedAt?: Date | undefined }, { now }: Pick<Chart, 'now'>): boolean =>
  endedAt !== undefined && endedAt <= now;
