export { dateOfDay, dayNumber, InvalidLocalDate, type LocalDate } from './local-date.js';
export { instantAt, localDateOf, type Zone } from './zones.js';
export {
  isWorkingDay,
  workingCalendar,
  workingDaysBetween,
  type AgencyDays,
  type CalendarData,
  type DayOff,
  type WorkingCalendar,
  type WorkingWeek,
} from './calendar.js';
export { isProvisional, missingNextYear, requireKnownYear, UnknownYear } from './known-years.js';
export {
  dueAt,
  REMINDER_HOUR,
  dueOn,
  InvalidWorkingDays,
  MOST_WORKING_DAYS,
  reminderDays,
  reminders,
  type Reminder,
  type ReminderName,
} from './deadlines.js';
export { countedDay, PauseStillOpen } from './counted-day.js';
export { elapsedWorkingDays, isLate, workingDaysLeft } from './elapsed.js';
export type { Pause } from './pauses.js';
export { hasRunOut, type KnownClock } from './run-out.js';
