import { AgencyDescribed, CalendarDescribed, CategoryDescribed, type EventOf } from '@tuntas/events';
import { decided, type Decision, Reaction, unchanged } from '@tuntas/messaging';
import { type Described, DescribedStore } from '../store/described.store.js';

type Description = EventOf<typeof AgencyDescribed | typeof CategoryDescribed | typeof CalendarDescribed>;

/** Names beside figures and the calendar's version; an older version came late, an equal one is a repetition. */
@Reaction(AgencyDescribed, DescribedStore)
@Reaction(CategoryDescribed, DescribedStore)
@Reaction(CalendarDescribed, DescribedStore)
export class OnDescribed {
  decide(known: Described | undefined, { type, data }: Description): Decision<Described> {
    if (known && known.version >= data.version) return unchanged;
    const [what] = type.split('.') as [Described['type']];
    return decided({ type: what, code: data.code, version: data.version, name: 'name' in data ? data.name : null });
  }
}
