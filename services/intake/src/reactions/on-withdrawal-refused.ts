import { CaseWithdrawalRefused, type EventOf } from '@tuntas/events';
import { type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import type { CaseFile } from '../domain/case-file.js';
import { withdrawalRefused } from '../domain/rest-of-life.js';
import { CaseFileStore } from '../store/case-file.store.js';
import { followed } from './followed.js';

/** It goes on although its complainant wanted to withdraw it. */
@Reaction(CaseWithdrawalRefused, CaseFileStore)
export class OnWithdrawalRefused implements Reacts<CaseFile, typeof CaseWithdrawalRefused> {
  decide(file: CaseFile | undefined, event: EventOf<typeof CaseWithdrawalRefused>): Decision<CaseFile> {
    return followed(file, event, withdrawalRefused);
  }
}
