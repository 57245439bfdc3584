/**
 * Defaults of domain.md §3, from material of the time of PermenPANRB 62/2018; sources differ, so other limits come as
 * later versions. `D3+leader`: working days after the breach until that rung of the ladder hears of it.
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
export const defaultLimits = {
  ...secondLimits,
  version: 3,
  workingDays: { ...secondLimits.workingDays, D13: 3, 'reopening-window': 10, 'D1u-hours': 1 },
};
