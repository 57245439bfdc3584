import { localDateOf, type LocalDate, type Zone } from '@tuntas/calendar';
import type { Language } from '@tuntas/events';
import type { InEach } from './language.js';

const options = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
const formats: InEach<Intl.DateTimeFormat> = {
  id: new Intl.DateTimeFormat('id-ID', options),
  en: new Intl.DateTimeFormat('en-GB', options),
};

/** `Kamis 26 November 2026`, `Thursday 26 November 2026`: with the weekday, without a comma, so that it fits anywhere. */
export function dateInWords(on: LocalDate, language: Language): string {
  const parts = formats[language].formatToParts(new Date(`${on}T00:00:00Z`));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('weekday')} ${part('day')} ${part('month')} ${part('year')}`;
}

const placeOf = { WIB: 'Asia/Jakarta', WITA: 'Asia/Makassar', WIT: 'Asia/Jayapura' } as const satisfies Record<
  Zone,
  string
>;
const before: InEach<string> = { id: 'pukul', en: 'at' };

/** `Kamis 26 November 2026 pukul 14.05 WITA`: a time always names its zone. */
export function instantInWords(at: Date, zone: Zone, language: Language): string {
  const time = new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: placeOf[zone],
  }).format(at);
  return `${dateInWords(localDateOf(at, zone), language)} ${before[language]} ${time} ${zone}`;
}

/** `3 hari kerja`, `1 working day`. Stands beside a date, never alone: nobody knows the holidays by heart. */
export function workingDaysInWords(count: number, language: Language): string {
  if (language === 'id') return `${count} hari kerja`;
  return count === 1 ? '1 working day' : `${count} working days`;
}
