import type { CalendarData } from '@tuntas/calendar';
import type { Client } from 'pg';
import type { Addresses } from './addresses.js';
import { parseStep, stepMs, USAGE } from './clock-step.js';
import { environment, localConfig } from './config.js';
import { moveClock, onDatabase } from './move-clock.js';
import { runMain } from './run-main.js';
import { runningPlatform } from './run-folder.js';
import { Trouble } from './trouble.js';

/** By which follow-up's desk lives unless told otherwise; working days are counted there. */
const ZONE = 'WITA';
const PLACE = 'Asia/Makassar';
const MS_AN_HOUR = 3_600_000;

/** What time it is for the platform, and what is missing to it from the true time. */
interface Clock {
  readonly now: Date;
  readonly aheadMs: number;
  readonly calendar: CalendarData;
}

/** What time it is after the step a person typed, in words; without one nothing moves. */
export async function afterStep(platform: Addresses, text: string | undefined): Promise<string> {
  if (text !== undefined) {
    const step = parseStep(text);
    const { now, aheadMs, calendar } = await look(platform);
    const ahead = step === 'reset' ? 0 : aheadMs + stepMs(step, now, calendar, ZONE);
    await moveClock(platform, `${ahead} milliseconds`);
  }
  return told(await look(platform));
}

/** `npm run clock [-- +3wd | +2d | +5h | reset]`: shows the time of the running platform, or moves it on. */
await runMain(import.meta.url, async () => {
  const [text, ...more] = process.argv.slice(2);
  if (more.length > 0) throw new Trouble('The clock was not moved', `"${more[0]}" is one word too many`, USAGE);
  const platform = runningPlatform(localConfig(environment).dataDir);
  if (platform === undefined) {
    throw new Trouble('There is no clock', 'Tuntas does not run here', 'Start it with npm start.');
  }
  console.log(await afterStep(platform, text));
});

async function look(platform: Addresses): Promise<Clock> {
  const url = platform.databases['follow-up'];
  if (url === undefined) throw new Error('A platform without follow-up keeps no clocks.');
  return onDatabase(platform, url, clockIn);
}

async function clockIn(client: Client): Promise<Clock> {
  const { rows } = await client.query<{ now: Date; ahead: string; body: CalendarData }>(
    `SELECT app_now() AS now, round(extract(epoch FROM app_now() - now()) * 1000) AS ahead, body
     FROM settings WHERE key = 'calendar/national' ORDER BY version DESC LIMIT 1`,
  );
  const [row] = rows;
  if (!row) throw new Error('follow-up has no calendar; its migrations seed one.');
  return { now: row.now, aheadMs: Number(row.ahead), calendar: row.body };
}

function told({ now, aheadMs }: Clock): string {
  const time = now.toLocaleString('en-GB', { timeZone: PLACE, dateStyle: 'full', timeStyle: 'short' });
  const hours = Math.round(aheadMs / MS_AN_HOUR);
  const [days, rest] = [Math.floor(hours / 24), hours % 24];
  const ahead = hours === 0 ? 'the true time' : `${days} days and ${rest} hours ahead of the true time`;
  return `For Tuntas it is ${time} ${ZONE}, ${ahead}.`;
}
