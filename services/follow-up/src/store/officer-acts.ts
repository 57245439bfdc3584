import { Inject, Injectable } from '@nestjs/common';
import type { CaseState, Holder } from '@tuntas/events';
import { Database } from '@tuntas/postgres';
import type { OfficerAct } from '../domain/case.js';
import { type CaseRow, holderOf } from './case-row.js';

interface Row extends Pick<CaseRow, 'holder_body' | 'holder_agency' | 'holder_unit'> {
  readonly body_hash: string;
  readonly by_subject: string;
  readonly state: CaseState;
  readonly version: number;
  readonly text_id: string | null;
}

/** An act as its retry needs it. */
export type DoneAct = Pick<OfficerAct, 'bodyHash' | 'bySubject' | 'state' | 'version' | 'textId'> & {
  readonly holder: Holder;
};

/** The acts officers did, by the hash of their key. The case's store writes them, with the move. */
@Injectable()
export class OfficerActs {
  constructor(@Inject(Database) private readonly database: Database) {}

  async find(complaintId: string, keyHash: string): Promise<DoneAct | undefined> {
    const [row] = await this.database.sql<Row>`
      SELECT encode(body_hash, 'hex') AS body_hash, by_subject, state, holder_body, holder_agency, holder_unit, version, text_id
      FROM officer_acts WHERE complaint_id = ${complaintId} AND key_hash = ${`\\x${keyHash}`}::bytea`;
    return (
      row && {
        bodyHash: row.body_hash,
        bySubject: row.by_subject,
        state: row.state,
        holder: holderOf(row),
        version: row.version,
        textId: row.text_id ?? undefined,
      }
    );
  }
}

/** Whether a write failed because its key was used for this case before. */
export function isKnownKey(error: unknown): boolean {
  return (error as { constraint?: unknown } | undefined)?.constraint === 'officer_acts_pkey';
}
