import {
  AgencyDescribed,
  AreaDescribed,
  CalendarDescribed,
  CategoryDescribed,
  type EventOf,
  UnitDescribed,
} from '@tuntas/events';
import { decided, type Decision, Reaction, unchanged } from '@tuntas/messaging';
import { type Described, DescribedStore } from '../store/described.store.js';

type Description = EventOf<
  | typeof AgencyDescribed
  | typeof UnitDescribed
  | typeof CategoryDescribed
  | typeof AreaDescribed
  | typeof CalendarDescribed
>;

/** Names, addresses of offices and days off, as their owners describe them; the newest version of each counts. */
@Reaction(AgencyDescribed, DescribedStore)
@Reaction(UnitDescribed, DescribedStore)
@Reaction(CategoryDescribed, DescribedStore)
@Reaction(AreaDescribed, DescribedStore)
@Reaction(CalendarDescribed, DescribedStore)
export class OnDescribed {
  decide(known: Described | undefined, { type, data }: Description): Decision<Described> {
    if (known && known.version >= data.version) return unchanged;
    return decided({ type: type.slice(0, type.indexOf('.')), code: data.code, version: data.version, data });
  }
}
