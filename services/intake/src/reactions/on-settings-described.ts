import { CalendarDescribed, type EventOf } from '@tuntas/events';
import { type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import { type Described, SettingsStore } from '../store/described.store.js';
import { newest } from './on-organisation-described.js';

/** The calendar by which the complainant's page counts the working days that are left. */
@Reaction(CalendarDescribed, SettingsStore)
export class OnSettingsDescribed implements Reacts<Described, typeof CalendarDescribed> {
  decide(known: Described | undefined, described: EventOf<typeof CalendarDescribed>): Decision<Described> {
    return newest(known, described);
  }
}
