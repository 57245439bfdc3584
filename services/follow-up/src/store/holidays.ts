import type { DayOff } from '@tuntas/calendar';

/** Days off from CSV, `date,kind,name` with `libur` or `cuti_bersama`. Throws with the line that is not so. */
export function daysOffIn(csv: string): DayOff[] {
  const [, ...lines] = csv.trim().split(/\r?\n/);
  return lines.map((line, index) => {
    const [, on, kind, name] = /^(\d{4}-\d{2}-\d{2}),(libur|cuti_bersama),(.+)$/.exec(line) ?? [];
    if (!on || !kind || !name) throw new Error(`Line ${index + 2} of the holidays is not "date,kind,name".`);
    return { on, kind: kind === 'libur' ? 'holiday' : 'collective-leave', name };
  });
}
