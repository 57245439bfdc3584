import type { Sql } from '@tuntas/postgres';

/** A person types a password, looks for a phone, types six digits. */
export const SIGN_IN_WITHIN_SECONDS = 600;

/** A browser that is at the provider. */
export interface PendingSignIn {
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly returnPath: string;
  /** The session, by its hash, that asks for a second factor; none when somebody signs in. */
  readonly steppingUp: Buffer | undefined;
}

export class SignInsStore {
  constructor(private readonly sql: Sql) {}

  async keep(stateHash: Buffer, browserHash: Buffer, pending: PendingSignIn): Promise<void> {
    await this.sql`
      INSERT INTO sign_ins (state_hash, browser_hash, nonce, code_verifier, return_path, stepping_up, ends_at)
      VALUES (${stateHash}, ${browserHash}, ${pending.nonce}, ${pending.codeVerifier}, ${pending.returnPath},
        ${pending.steppingUp ?? null}, app_now() + make_interval(secs => ${SIGN_IN_WITHIN_SECONDS}))`;
  }

  /** Once only, in time, and only for the browser that was sent: whoever comes again, or from elsewhere, finds nothing. */
  async take(stateHash: Buffer, browserHash: Buffer): Promise<PendingSignIn | undefined> {
    const [row] = await this.sql<{
      nonce: string;
      code_verifier: string;
      return_path: string;
      stepping_up: Buffer | null;
    }>`
      DELETE FROM sign_ins
      WHERE state_hash = ${stateHash} AND browser_hash = ${browserHash} AND ends_at > app_now()
      RETURNING nonce, code_verifier, return_path, stepping_up`;
    return (
      row && {
        nonce: row.nonce,
        codeVerifier: row.code_verifier,
        returnPath: row.return_path,
        steppingUp: row.stepping_up ?? undefined,
      }
    );
  }
}
