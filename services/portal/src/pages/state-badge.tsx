import type { CaseState } from '@tuntas/events';
import type { JSX } from 'preact';

/** How a state looks; the word says it, the shape only helps. */
const looks: Readonly<Record<CaseState, 'waiting' | 'working' | 'yours' | 'done'>> = {
  SUBMITTED: 'waiting',
  POSTPONED: 'yours',
  ROUTED: 'working',
  ASSIGNED: 'working',
  IN_PROGRESS: 'working',
  PENDING_VALIDATION: 'working',
  ANSWERED: 'yours',
  CLOSED: 'done',
  ARCHIVED: 'done',
  MERGED: 'done',
  WITHDRAWN: 'done',
};

export function StateBadge({ state, label }: { readonly state: CaseState; readonly label: string }): JSX.Element {
  return <p class={`state ${looks[state]}`}>{label}</p>;
}
