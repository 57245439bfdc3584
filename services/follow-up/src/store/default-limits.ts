import type { Limits } from '../domain/settings.js';

/**
 * Defaults of domain.md §3, from material of the time of PermenPANRB 62/2018; sources differ, so other limits come as
 * later versions. `D3+leader` is how the first versions said when the leader hears of a breach.
 */
export const firstLimits = {
  code: 'national',
  version: 1,
  validFrom: '2018-01-01',
  workingDays: {
    D1: 3,
    D2: 2,
    D3: 5,
    'D3+coordinator': 1,
    'D3+leader': 3,
    'D3+national-desk': 5,
    'D4-information': 5,
    'D4-aspiration': 5,
    'D4-ordinary': 14,
    'D4-supervisory': 60,
    D6: 10,
    D7: 5,
    'D7+coordinator': 1,
    'D7+leader': 3,
    'D7+national-desk': 5,
  },
};

/** As those, with what waiting for the complainant needs: D5, and how long before its end its warning goes out (T5). */
export const secondLimits = {
  ...firstLimits,
  version: 2,
  workingDays: { ...firstLimits.workingDays, D5: 10, 'D5-warning': 2 },
};

/**
 * As those, with the decision on a withdrawal (D13), the window in which a closed case is reopened (T14), and the hour of
 * an urgent one (D1u), which is no working day.
 */
export const thirdLimits = {
  ...secondLimits,
  version: 3,
  workingDays: { ...secondLimits.workingDays, D13: 3, 'reopening-window': 10, 'D1u-hours': 1 },
};

const { D1, D2, D3, D6, D7, D5, 'D5-warning': warning } = secondLimits.workingDays;
const followUpLadder = [
  { to: 'liaison', after: 0 },
  { to: 'coordinator', after: 1 },
  { to: 'leader', after: 3 },
  { to: 'national-desk', after: 5 },
] as const;
const aboveTheAgency = [
  { to: 'leader', after: 0 },
  { to: 'national-desk', after: 0 },
] as const;

/** All that the nation's setting has to say, as a new installation has it: reminders and ladders are settings, too. */
export const defaultLimits = {
  code: 'national',
  version: 4,
  validFrom: firstLimits.validFrom,
  workingDays: {
    D1,
    D2,
    D3,
    'D4-information': 5,
    'D4-aspiration': 5,
    'D4-ordinary': 14,
    'D4-supervisory': 60,
    D5,
    'D5-warning': warning,
    D6,
    D7,
    D13: 3,
    'reopening-window': 10,
  },
  hours: { D1u: 1 },
  reminders: [75, 90, 100],
  ladders: {
    D1: [{ to: 'superior', after: 0 }],
    D1u: [...aboveTheAgency],
    D2: [
      { to: 'coordinator', after: 0 },
      { to: 'leader', after: 0 },
    ],
    D3: [...followUpLadder],
    D4: [...aboveTheAgency],
    D7: [...followUpLadder],
    D8: [
      { to: 'liaison', after: 0 },
      { to: 'leader', after: 0 },
    ],
  },
  extension: { times: 1, share: 0.5 },
  approval: 'one-step',
  evidenceRequired: false,
} satisfies Limits;
