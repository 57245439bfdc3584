import type { Sql } from '@tuntas/postgres';

/** How long a session lives. */
export interface SessionLimits {
  readonly idleMinutes: number;
  readonly absoluteHours: number;
}

/** Who the provider says it is, and how sure it is. */
export interface Identity {
  readonly subject: string;
  readonly name: string | undefined;
  /** The provider's own session (`sid`), by which it may end ours. */
  readonly providerSession: string | undefined;
  readonly acr: string;
  readonly authenticatedAt: Date;
  /** Shown to the provider again when its own session is to end; opens nothing. */
  readonly idToken: string;
}

export interface Session extends Pick<Identity, 'subject' | 'name' | 'acr' | 'idToken'> {
  readonly idHash: Buffer;
  /** When the password was asked for. */
  readonly startedAt: Date;
  /** When it ends whatever happens, and when it ends unless it is used; the database's clock. */
  readonly endsAt: Date;
  readonly idleEndsAt: Date;
  readonly now: Date;
}

/** A session as its officer is shown it: from where it was opened, and with what, is kept nowhere. */
export interface OpenSession {
  /** What it is ended by; it opens nothing. */
  readonly handle: string;
  readonly startedAt: Date;
  readonly lastUsedAt: Date;
}

interface Row {
  readonly id_hash: Buffer;
  readonly started_at: Date;
  readonly subject: string;
  readonly name: string | null;
  readonly acr: string;
  readonly id_token: string;
  readonly ends_at: Date;
  readonly idle_ends_at: Date;
  readonly now: Date;
}

/**
 * Sessions live in the database, so that every replica knows them and all of an officer's can be ended at once. They end
 * unused (idle) and in any case (absolute), by the database's clock: NIST SP 800-63B §4.2.3, ASVS 5.0 7.3.1 and 7.3.2.
 */
export class SessionsStore {
  constructor(
    private readonly sql: Sql,
    private readonly limits: SessionLimits,
  ) {}

  /** A new session under a new id; the one the browser had before, of whomever it was, is gone. */
  async start(idHash: Buffer, who: Identity, replaced: Buffer | undefined): Promise<void> {
    await this.sql`
      WITH gone AS (DELETE FROM sessions WHERE id_hash = ${replaced ?? null})
      INSERT INTO sessions (id_hash, subject, name, provider_session, acr, id_token, authenticated_at, started_at,
        last_used_at, ends_at)
      VALUES (${idHash}, ${who.subject}, ${who.name ?? null}, ${who.providerSession ?? null}, ${who.acr}, ${who.idToken},
        ${who.authenticatedAt}, app_now(), app_now(), app_now() + make_interval(hours => ${this.limits.absoluteHours}))`;
  }

  /** The living session, used by this very call; nothing when it ended, or never was. */
  async use(idHash: Buffer): Promise<Session | undefined> {
    const [row] = await this.sql<Row>`
      UPDATE sessions SET last_used_at = app_now()
      WHERE id_hash = ${idHash} AND app_now() < ends_at
        AND app_now() < last_used_at + make_interval(mins => ${this.limits.idleMinutes})
      RETURNING id_hash, started_at, subject, name, acr, id_token, ends_at, app_now() AS now,
        last_used_at + make_interval(mins => ${this.limits.idleMinutes}) AS idle_ends_at`;
    return row && sessionOf(row);
  }

  /**
   * The same session after a second factor: another id, a higher `acr`, the same end. Only for the person whose session it
   * was. @returns false when that session is no longer there, or somebody else's
   */
  async stepUp(before: Buffer, idHash: Buffer, who: Identity): Promise<boolean> {
    const rows = await this.sql`
      UPDATE sessions SET id_hash = ${idHash}, acr = ${who.acr}, authenticated_at = ${who.authenticatedAt},
        id_token = ${who.idToken}, provider_session = ${who.providerSession ?? null}, last_used_at = app_now()
      WHERE id_hash = ${before} AND subject = ${who.subject} AND app_now() < ends_at
        AND app_now() < last_used_at + make_interval(mins => ${this.limits.idleMinutes})
      RETURNING subject`;
    return rows.length === 1;
  }

  /** The officer's other sessions that live, the one used last first. */
  async othersOf({ subject, idHash }: Pick<Session, 'subject' | 'idHash'>): Promise<OpenSession[]> {
    return this.sql<OpenSession>`
      SELECT encode(sha256(id_hash), 'hex') AS handle, started_at AS "startedAt", last_used_at AS "lastUsedAt"
      FROM sessions
      WHERE subject = ${subject} AND id_hash <> ${idHash} AND app_now() < ends_at
        AND app_now() < last_used_at + make_interval(mins => ${this.limits.idleMinutes})
      ORDER BY last_used_at DESC, handle`;
  }

  /** One of them, by the handle it was shown with. @returns false when it is no longer there, or somebody else's */
  async endOther(subject: string, handle: string): Promise<boolean> {
    const rows = await this.sql`
      DELETE FROM sessions WHERE subject = ${subject} AND encode(sha256(id_hash), 'hex') = ${handle} RETURNING subject`;
    return rows.length === 1;
  }

  async end(idHash: Buffer): Promise<void> {
    await this.sql`DELETE FROM sessions WHERE id_hash = ${idHash}`;
  }

  async endAllOf(subject: string): Promise<void> {
    await this.sql`DELETE FROM sessions WHERE subject = ${subject}`;
  }

  /** All that came from one session at the provider. */
  async endProviderSession(providerSession: string): Promise<void> {
    await this.sql`DELETE FROM sessions WHERE provider_session = ${providerSession}`;
  }
}

const sessionOf = (row: Row): Session => ({
  idHash: row.id_hash,
  startedAt: row.started_at,
  subject: row.subject,
  name: row.name ?? undefined,
  acr: row.acr,
  idToken: row.id_token,
  endsAt: row.ends_at,
  idleEndsAt: row.idle_ends_at < row.ends_at ? row.idle_ends_at : row.ends_at,
  now: row.now,
});
