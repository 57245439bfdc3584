import { ComplaintMadeSecret, type DataOf, type EventOf } from '@tuntas/events';
import { type Context, type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import { makesSecret } from '../domain/acts.js';
import type { Case } from '../domain/case.js';
import { CaseStore } from '../store/case.store.js';
import { CurrentSettings } from '../store/current-settings.js';
import { acted } from './acted.js';

type Arrived = EventOf<typeof ComplaintMadeSecret> & { readonly data: DataOf<typeof ComplaintMadeSecret> };

/** T22: nobody but the inspectorate shall read it. */
@Reaction(ComplaintMadeSecret, CaseStore)
export class OnComplaintMadeSecret implements Reacts<Case, typeof ComplaintMadeSecret> {
  constructor(private readonly settings: CurrentSettings) {}

  decide(found: Case | undefined, { data }: Arrived, { now }: Context): Decision<Case> {
    return acted(found, (kase) => makesSecret(kase, data.actId, now, this.settings.now));
  }
}
