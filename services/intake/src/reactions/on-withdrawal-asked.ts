import { CaseWithdrawalAsked, type EventOf } from '@tuntas/events';
import { type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import type { CaseFile } from '../domain/case-file.js';
import { withdrawalAsked } from '../domain/rest-of-life.js';
import { CaseFileStore } from '../store/case-file.store.js';
import { followed } from './followed.js';

/** The inspectorate decides whether it is withdrawn. */
@Reaction(CaseWithdrawalAsked, CaseFileStore)
export class OnWithdrawalAsked implements Reacts<CaseFile, typeof CaseWithdrawalAsked> {
  decide(file: CaseFile | undefined, event: EventOf<typeof CaseWithdrawalAsked>): Decision<CaseFile> {
    return followed(file, event, withdrawalAsked);
  }
}
