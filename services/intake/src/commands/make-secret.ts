import { ComplaintMadeSecret, fact } from '@tuntas/events';
import type { Context, Decision } from '@tuntas/messaging';
import { judgeSecrecy } from '../domain/acts.js';
import type { CaseFile } from '../domain/case-file.js';
import { madeSecret } from '../domain/rest-of-life.js';
import { type AtTheDoor, recorded } from './recorded.js';

/**
 * T22: nobody but the inspectorate shall read it. From this moment the words that intake holds are sealed, the public sees
 * the state alone, and no fact tells a time of day. All of that stays when follow-up answers that an agency had it already
 * (see `actRefused`). Refused with `already-secret`, `already-routed`, `not-open`.
 */
export function makeSecret(
  file: CaseFile,
  { actId }: Pick<AtTheDoor, 'actId'>,
  { now }: Pick<Context, 'now'>,
): Decision<CaseFile> {
  const act = { act: 'made-secret', aboutId: actId, at: now.toISOString() } as const;
  return recorded(madeSecret(file), judgeSecrecy(file, actId), act, fact(ComplaintMadeSecret, { actId }));
}
