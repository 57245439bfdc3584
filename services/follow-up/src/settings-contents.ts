import { ProposeCalendar } from './commands/propose-calendar.js';
import { ProposeRetention } from './commands/propose-retention.js';
import { ProposeSetting } from './commands/propose-setting.js';
import { WriteSetting } from './commands/write-setting.js';
import { CalendarsController } from './http/calendars.controller.js';
import { RetentionController } from './http/retention.controller.js';
import { SettingsController } from './http/settings.controller.js';
import { SettingsDoor } from './http/settings-door.js';
import { DryRun } from './queries/dry-run.js';
import { ShowCalendars } from './queries/show-calendars.js';
import { ShowSettings } from './queries/show-settings.js';
import { PublishSettings } from './schedules/publish-settings.js';
import { RecomputeDeadlines } from './schedules/recompute-deadlines.js';
import { WarnOfMissingYear } from './schedules/warn-of-missing-year.js';
import { SettingVersions } from './store/setting-versions.js';
import { SettingsStore } from './store/settings.store.js';

/** The part of the table of contents that is about calendars, limits and times of keeping, not about cases. */
export const settingsContents = {
  controllers: [SettingsController, RetentionController, CalendarsController],
  providers: [
    ProposeSetting,
    ProposeCalendar,
    ProposeRetention,
    WriteSetting,
    SettingsDoor,
    RecomputeDeadlines,
    PublishSettings,
    WarnOfMissingYear,
    DryRun,
    ShowSettings,
    ShowCalendars,
    SettingsStore,
    SettingVersions,
  ],
};
