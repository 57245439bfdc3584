import { type Holder, role, type Role } from '@tuntas/events';
import type { TimelineFact } from '../timeline/line.js';
import type { ActingPost } from './explanation.js';

/** Who made a fact true: the post with the body that it acts for, which is the holder before it; never a person. */
export function actingPost(fact: TimelineFact, before: Holder | undefined): ActingPost | undefined {
  if (fact.type.startsWith('complaint.')) return { role: 'complainant' };
  switch (fact.type) {
    case 'case.opened':
      return { role: 'intake' };
    case 'case.routed':
      return routedBy(fact.data.by, before);
    case 'case.routing-void':
      return { role: 'routing' };
    case 'case.closed':
      return { role: fact.data.reason === 'ACCEPTED' ? 'complainant' : 'clock' };
    case 'case.withdrawal-asked':
      return { role: 'complainant' };
    case 'case.members-changed':
      return fact.data.change === 'joined' ? undefined : { role: 'complainant' };
    case 'case.moved':
      return { role: 'organisation' };
    case 'case.act-refused':
      return undefined;
    default:
      return 'by' in fact.data ? post(fact.data.by, before) : { role: 'clock' };
  }
}

/** A desk that decides is the one that holds the case; what a rule is sure of nobody decides. */
function routedBy(
  by: 'complainant' | 'rule' | 'suggestion' | 'desk' | 'arbiter',
  before: Holder | undefined,
): ActingPost {
  if (by !== 'desk' && by !== 'arbiter') return { role: 'routing' };
  return { role: before?.body === 'inspectorate-desk' ? 'inspectorate' : 'national-desk' };
}

const ofAgency: ReadonlySet<ActingPost['role']> = new Set<Role>(['coordinator', 'leader', 'validator']);

function post(by: ActingPost['role'], before: Holder | undefined): ActingPost {
  if (!role.options.some((one) => one === by) || before?.body !== 'agency') return { role: by };
  const { agency, unit } = before;
  // Who validates is of another unit than whoever answered (T11), and a coordinator stands for all units.
  if (ofAgency.has(by)) return { role: by, agency };
  return by === 'liaison' ? { role: by, agency, unit } : { role: by };
}
