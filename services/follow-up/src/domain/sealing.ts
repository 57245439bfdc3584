import type { CaseSealed } from '@tuntas/events';
import { agencyOf, type Case } from './case.js';
import type { Change } from './lifecycle.js';
import { backAtADesk } from './returning.js';

/** T22: what changes when a case is for named inspectorate roles only from now on, and what its fact says. */
export function sealing(
  kase: Case,
  because: 'supervisory' | 'secret',
  by: Change<typeof CaseSealed>['says']['by'],
): Required<Pick<Change<typeof CaseSealed>, 'changes' | 'says'>> {
  const isSupervisory = because === 'supervisory';
  const marks = {
    class: isSupervisory ? ('supervisory' as const) : kase.class,
    secret: kase.secret || because === 'secret',
    possiblySupervisory: kase.possiblySupervisory || isSupervisory,
  };
  const from = agencyOf(kase);
  return {
    changes: {
      ...backAtADesk(kase),
      ...marks,
      holder: { body: 'inspectorate-desk' },
      postponed: undefined,
      promised: undefined,
      withholdsWords: because === 'secret' ? true : undefined,
    },
    says: { because, ...(from === undefined ? {} : { from }), ...marks, by },
  };
}
