import { CaseRouted, type EventOf } from '@tuntas/events';
import { type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import type { CaseFile } from '../domain/case-file.js';
import { routed } from '../domain/moves.js';
import { CaseFileStore } from '../store/case-file.store.js';
import { followed } from './followed.js';

/** An agency holds it; category and area are now as routing understood them. */
@Reaction(CaseRouted, CaseFileStore)
export class OnCaseRouted implements Reacts<CaseFile, typeof CaseRouted> {
  decide(file: CaseFile | undefined, event: EventOf<typeof CaseRouted>): Decision<CaseFile> {
    return followed(file, event, routed);
  }
}
