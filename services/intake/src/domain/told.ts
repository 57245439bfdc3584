import type { Channel, ComplaintKind, Holder, Language, Place } from '@tuntas/events';

/** Who may be told, and how. Never leaves intake but for the one who writes to the complainant. */
export interface Contact {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
}

/** What was told at the door, with the marks that words set; before it has an id. */
export interface Told {
  readonly text: string;
  readonly title?: string | undefined;
  readonly place?: Place | undefined;
  readonly kind: ComplaintKind;
  readonly category?: string | undefined;
  readonly agency?: string | undefined;
  readonly channel: Channel;
  readonly language: Language;
  readonly anonymous: boolean;
  readonly secret: boolean;
  readonly urgent: boolean;
  readonly possiblySupervisory: boolean;
  readonly contact?: Contact | undefined;
}

/** T1: who holds a complaint until follow-up has opened its case, and first of all then. */
export function firstHolder(told: Pick<Told, 'secret' | 'possiblySupervisory'>): Holder {
  return { body: told.secret || told.possiblySupervisory ? 'inspectorate-desk' : 'national-desk' };
}

/** A notice needs an address; telephone and other ways come with later doors. */
export function isReachable({ contact }: Pick<Told, 'contact'>): boolean {
  return contact?.email !== undefined;
}
