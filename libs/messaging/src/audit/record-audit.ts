import type { Role, Service } from '@tuntas/events';
import { json, type Sql } from '@tuntas/postgres';

/** The stream of what no topic carries: it stands in the journal for the audit alone. */
const AUDIT_STREAM = 'audit';

/** Who did it: an officer in a post, one of our services by itself, or an operator at a command, by the name on that machine. */
type Doer =
  | {
      readonly subject: string;
      readonly role: Role;
      readonly agency?: string | undefined;
      readonly unit?: string | undefined;
      /** The agency below for which it was done. */
      readonly answersFor?: string | undefined;
    }
  | { readonly service: Service }
  | { readonly operator: string };

interface Kinds {
  /** Words of a complaint that are secret, or that somebody is watched in reading; the key is the complaint. */
  'words.read': { readonly by: Doer };
  /** Who told a complaint, or how that person is reached; the key is the complaint. */
  'identity.read': { readonly by: Doer };
  /** The reasons why such a complaint stands where it stands; the key is the complaint. */
  'reasons.read': { readonly by: Doer };
  /** What an officer did to a complaint, and which person that was: facts name the post alone. The key is the complaint. */
  'act.done': { readonly by: Doer; readonly act: string };
  /** Who may do what, where no `organisation.changed` says so: a post that an operator made. The key is the post. */
  'post.changed': { readonly by: Doer };
  /** By what complaints are routed; the key is the rule. */
  'rule.changed': { readonly by: Doer; readonly version: number; readonly inForce: boolean };
  /** Rows of a release that are new or not as before; the key is their list. */
  'organisation.seeded': { readonly by: Doer; readonly codes: readonly string[] };
  /** What follows from posts and dates alone; the key is the agency or unit. */
  'standing.changed': {
    readonly by: Doer;
    readonly over: boolean;
    readonly active: boolean;
    readonly answeredBy: string | null;
    readonly hasLiaison: boolean | null;
  };
  /** Limits of clocks; the key is that of the setting. */
  'limits.changed': { readonly by: Doer; readonly version: number };
  /** How long complaints are kept; the key is that of the setting. */
  'retention.changed': { readonly by: Doer; readonly version: number };
  /** The key is that of the calendar. */
  'calendar.changed': { readonly by: Doer; readonly version: number };
  /** A head of this chain; the key is the service. */
  'head.signed': { readonly at: string; readonly link: string };
}

/** What is recorded for the audit, besides the facts that a service publishes. Never holds what somebody wrote. */
export type AuditEntry = {
  [Type in keyof Kinds]: { readonly type: Type; readonly key: string; readonly data: Kinds[Type] };
}[keyof Kinds] & {
  /** Of a secret complaint where the moment would tell when it was made: only the date, and an id without time. */
  readonly discreet?: boolean;
};

/**
 * Puts entries into the journal, where they are chained like every fact, and sends them nowhere. In the transaction of
 * what they are about, or before it: a reading that cannot be recorded is not made, a change without its entry does not
 * stay.
 */
export async function recordAudit(sql: Sql, ...entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await sql`
    INSERT INTO messaging.journal (recorded_at, event_id, stream, key, sequence, type, data)
    SELECT CASE WHEN discreet THEN date_trunc('day', app_now()) ELSE app_now() END,
      CASE WHEN discreet THEN gen_random_uuid() ELSE uuidv7() END, ${AUDIT_STREAM}, key, 0, type, data
    FROM json_to_recordset(${json(entries)}) AS e (key text, type text, data json, discreet boolean)`;
}
