import { CaseMembersChanged, type EventOf } from '@tuntas/events';
import { type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import type { CaseFile } from '../domain/case-file.js';
import { membersChanged } from '../domain/rest-of-life.js';
import { CaseFileStore } from '../store/case-file.store.js';
import { followed } from './followed.js';

/** Others joined or left. When the complainant left, the file ends here. */
@Reaction(CaseMembersChanged, CaseFileStore)
export class OnMembersChanged implements Reacts<CaseFile, typeof CaseMembersChanged> {
  decide(file: CaseFile | undefined, event: EventOf<typeof CaseMembersChanged>): Decision<CaseFile> {
    return followed(file, event, membersChanged);
  }
}
