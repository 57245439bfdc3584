import type { LocalDate } from '@tuntas/calendar';
import type { Case } from './case.js';
import type { Proposed, SettingFault } from './setting-faults.js';
import { approvalFor, evidenceRequiredFor, ladderFor, limitFor, type Ruled } from './settings-for-case.js';
import type { Settings } from './settings.js';

/** Clocks that an agency itself runs by: until it acts. The others are promises to the complainant, or of other bodies. */
const ownLimits: readonly string[] = ['D2', 'D3'];

/**
 * What an agency's own coordinator may not say: an agency may be stricter with itself than what holds for it otherwise,
 * never less strict, and never about the clocks of others. `others` are the settings without the agency's own of this code.
 */
export function looserThan(others: Settings, proposed: Proposed, on: LocalDate): SettingFault[] {
  const { workingDays, hours, ladders = {}, extension, approval, evidenceRequired } = proposed;
  const notOwn = [
    ...Object.keys(workingDays)
      .filter((key) => !ownLimits.includes(key))
      .map((key) => `workingDays.${key}`),
    ...Object.keys(ladders)
      .filter((key) => !ownLimits.includes(key))
      .map((key) => `ladders.${key}`),
    ...(hours ? ['hours'] : []),
    ...(extension ? ['extension'] : []),
  ];
  if (notOwn.length > 0) return notOwn.map((field) => ({ code: 'setting-not-of-agency', field }));
  return concerned(proposed)
    .flatMap((kase) => {
      const longer = Object.entries(workingDays).filter(([key, days]) => days > limitFor(key, kase, on, others).value);
      const thinner = ownLimits.filter((key) => isThinner(key as 'D2' | 'D3', kase, on, others, proposed));
      const weaker = approval === 'one-step' && approvalFor(kase, on, others) === 'two-step';
      const unproven = evidenceRequired === false && evidenceRequiredFor(kase, on, others);
      return [
        ...longer.map(([key]) => `workingDays.${key}`),
        ...thinner.map((key) => `ladders.${key}`),
        ...(weaker ? ['approval'] : []),
        ...(unproven ? ['evidenceRequired'] : []),
      ];
    })
    .filter((field, at, all) => all.indexOf(field) === at)
    .map((field) => ({ code: 'setting-looser', field }));
}

/** Somebody who would have heard of a breach would hear of it later, or not at all. */
function isThinner(
  clock: 'D2' | 'D3',
  kase: Ruled,
  on: LocalDate,
  others: Settings,
  { ladders = {} }: Proposed,
): boolean {
  const own = ladders[clock];
  if (!own) return false;
  return ladderFor(clock, kase, on, others).some(
    ({ to, after }) => !own.some((one) => one.to === to && one.after <= after),
  );
}

/** A case of every kind and class that the setting is about. */
function concerned({ scope = {} }: Proposed): Ruled[] {
  const { kind, class: complaintClass, agency = '', category } = scope;
  const kinds: readonly Case['kind'][] = kind ? [kind] : ['complaint', 'aspiration', 'information'];
  const classes: readonly Case['class'][] = complaintClass ? [complaintClass] : ['ordinary', 'supervisory'];
  return kinds.flatMap((one) =>
    classes.map((of): Ruled => ({ kind: one, class: of, category, holder: { body: 'agency', agency } })),
  );
}
