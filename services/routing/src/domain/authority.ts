import type { Role } from '@tuntas/events';
import { type Chart, isOver } from './chart.js';

/** Who asks, and as what. */
export interface Asking {
  readonly subject: string;
  readonly posts: readonly Post[];
}

interface Post {
  readonly role: Role;
  readonly agency?: string | undefined;
}

/** What a coordinator may appoint in the own agency, and in agencies below it: never the own rank, never what stands above. */
const inOwnAgency: readonly Role[] = ['liaison', 'validator'];
const inAgenciesBelow: readonly Role[] = ['coordinator', 'leader', 'liaison', 'validator'];
/** A coordinator who is away is stood in for as well; whoever records it is not the deputy (`isOwnGain`). */
const awayInOwnAgency: readonly Role[] = [...inOwnAgency, 'coordinator'];

const isDesk = ({ posts }: Asking): boolean => posts.some(({ role }) => role === 'national-desk');

/** The agencies of which the caller is coordinator. */
const coordinated = ({ posts }: Asking): string[] =>
  posts.flatMap(({ role, agency }) => (role === 'coordinator' && agency !== undefined ? [agency] : []));

/** Categories, and what stands above all agencies, are the national desk's alone. */
export const rulesAll = isDesk;

/** Whether the caller may make, change or end agencies under this one: its coordinator may, and those above. */
export function rulesBelow(agency: string | undefined, asking: Asking, chart: Chart): boolean {
  return isDesk(asking) || (agency !== undefined && coordinated(asking).some((own) => isOver(own, agency, chart)));
}

/** Whether the caller may change the agency itself: only who stands above it. */
export function rulesAgency(agency: string, asking: Asking, chart: Chart): boolean {
  return isDesk(asking) || coordinated(asking).some((own) => own !== agency && isOver(own, agency, chart));
}

/** Whether the caller may make, change and end posts of this role there. */
export function appoints(role: Role, agency: string | undefined, asking: Asking, chart: Chart): boolean {
  return isDesk(asking) || rulesRole(role, agency, asking, chart, inOwnAgency);
}

/** Whether the caller may say that whoever holds such a post is away, and who acts instead. */
export function deputises(role: Role, agency: string | undefined, asking: Asking, chart: Chart): boolean {
  return isDesk(asking) || rulesRole(role, agency, asking, chart, awayInOwnAgency);
}

function rulesRole(
  role: Role,
  agency: string | undefined,
  asking: Asking,
  chart: Chart,
  own: readonly Role[],
): boolean {
  if (agency === undefined) return false;
  return coordinated(asking).some((from) =>
    from === agency ? own.includes(role) : isOver(from, agency, chart) && inAgenciesBelow.includes(role),
  );
}

/** Nobody gives a post to themselves, not even the national desk: it takes a second person. */
export const isOwnGain = (receiver: string | undefined, { subject }: Asking): boolean => receiver === subject;
