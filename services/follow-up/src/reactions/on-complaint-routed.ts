import { ComplaintRouted, type DataOf, type EventOf, fact, RoutingVoid } from '@tuntas/events';
import { type Context, type Decision, later, Reaction, type Reacts, says } from '@tuntas/messaging';
import { concluded } from '../concluded.js';
import type { Case } from '../domain/case.js';
import { apply, isNotLegal, standing } from '../domain/lifecycle.js';
import { moves } from '../domain/moves.js';
import { CaseStore } from '../store/case.store.js';
import { CurrentSettings } from '../store/current-settings.js';

type Routed = EventOf<typeof ComplaintRouted> & { readonly data: DataOf<typeof ComplaintRouted> };

/** T2, T6: routing answered "who?"; the agency holds the case, if the case still waits for this answer. */
@Reaction(ComplaintRouted, CaseStore)
export class OnComplaintRouted implements Reacts<Case, typeof ComplaintRouted> {
  constructor(private readonly settings: CurrentSettings) {}

  decide(kase: Case | undefined, { data }: Routed, { now }: Context): Decision<Case> {
    // The answer overtook the question: wait for the case.
    if (!kase) return later;
    if (kase.round !== data.round) return isVoid(kase, data, 'round-over');
    if (mustNotBeRoutedSo(kase, data)) return isVoid(kase, data, 'not-waiting');
    const { round: _, ...routed } = data;
    const { agency, supporting, category = kase.category, area = kase.area, accused = kase.accused } = data;
    const after = apply(
      moves.route,
      kase,
      {
        by: 'routing',
        changes: {
          holder: { body: 'agency', agency },
          supporting,
          class: data.class,
          category,
          area,
          suggestions: [],
          toArbiter: false,
          choiceBinds: data.by === 'arbiter',
          accused,
        },
        says: routed,
      },
      now,
      this.settings.now,
    );
    return isNotLegal(after) ? isVoid(kase, data, 'not-waiting') : concluded(after);
  }
}

/** Secret and possibly supervisory complaints wait for a person (T2), whatever a rule is sure of. */
function mustNotBeRoutedSo({ holder }: Case, { by }: Routed['data']): boolean {
  return holder.body === 'inspectorate-desk' && by !== 'desk' && by !== 'arbiter';
}

function isVoid(kase: Case, { round, agency }: Routed['data'], because: 'round-over' | 'not-waiting'): Decision<Case> {
  return says(fact(RoutingVoid, { ...standing(kase), answeredRound: round, agency, because }));
}
