import { CalendarDescribed, type EventOf, LimitsDescribed, RetentionDescribed } from '@tuntas/events';
import { type Decision, Reaction, type Reacts } from '@tuntas/messaging';
import { type Described, SettingsStore } from '../store/described.store.js';
import { newest } from './on-organisation-described.js';

type Setting = typeof CalendarDescribed | typeof LimitsDescribed | typeof RetentionDescribed;

/**
 * The calendar by which the complainant's page counts the working days that are left, and the limits of which one says how
 * long a closed case can be reopened; and how long is kept what was told.
 */
@Reaction(CalendarDescribed, SettingsStore)
@Reaction(LimitsDescribed, SettingsStore)
@Reaction(RetentionDescribed, SettingsStore)
export class OnSettingsDescribed implements Reacts<Described, Setting> {
  decide(known: Described | undefined, described: EventOf<Setting>): Decision<Described> {
    return newest(known, described);
  }
}
