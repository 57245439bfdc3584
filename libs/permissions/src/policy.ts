import { role, type Role } from '@tuntas/events';

const everybody: readonly Role[] = role.options;
const desks = ['national-desk', 'inspectorate'] as const;

/**
 * The policy: what an officer can ask for at all, and in which roles (domain.md §4). Each endpoint of officers names one of
 * these acts, and a role that is not in its row learns nothing. Of which case, is `sees`; in which state, the lifecycle.
 */
// prettier-ignore
export const policy = {
  // A case and where it stands.
  'case.read':               everybody,
  'case.explain':            everybody,
  'case.list-readings':      everybody,
  'queues.read':             everybody,
  'routing.read':            everybody,

  // Who told it: a named complaint; an anonymous one, which takes two persons; and what the law wants kept.
  'identity.read':           [...desks, 'coordinator', 'liaison', 'oversight', 'auditor'],
  'identity.unseal':         [...desks, 'auditor'],
  'words.hold':              ['inspectorate', 'auditor'],
  'retention.preview':       [...desks, 'auditor'],

  // Verifying, classifying, routing, merging, archiving.
  'case.route':              desks,
  'case.postpone':           [...desks, 'coordinator'],
  'case.resume':             [...desks, 'coordinator'],
  'case.archive':            [...desks, 'coordinator'],
  'case.restore':            desks,
  'case.merge':              [...desks, 'coordinator'],
  'case.separate':           [...desks, 'coordinator'],
  'case.decide-withdrawal':  desks,
  'case.seal':               ['national-desk', 'coordinator'],
  'case.unseal':             ['inspectorate'],
  'case.correct':            [...desks, 'coordinator'],
  'case.publish':            ['coordinator'],
  'case.set-urgency':        [...desks, 'coordinator', 'liaison'],
  'case.add-text':           [...desks, 'coordinator', 'liaison'],

  // Giving it to a unit, giving it back.
  'case.assign':             ['coordinator'],
  'case.return':             ['coordinator'],
  'case.reassign':           ['coordinator', 'liaison'],

  // Following it up, answering it.
  'case.start':              ['liaison', 'coordinator'],
  'case.answer':             ['liaison', 'coordinator'],
  'case.validate':           ['validator', 'coordinator', 'national-desk'],
  'case.extend':             ['coordinator'],
  'case.keep-promise':       ['liaison', 'coordinator'],
  'case.reopen':             ['oversight'],

  // The organisation; what of it, is routing's `domain/authority.ts`.
  'organisation.change':     ['national-desk', 'coordinator'],
  'organisation.export':     ['national-desk', 'coordinator', 'auditor'],
  'posts.read':              ['national-desk', 'coordinator', 'auditor'],

  // Clocks, calendars, and what was sent to whom.
  'settings.read':           ['national-desk', 'coordinator', 'leader', 'oversight', 'auditor'],
  'settings.change':         ['national-desk', 'coordinator'],
  'retention.change':        ['national-desk'],
  'calendars.read':          everybody,
  'calendars.change':        ['national-desk', 'coordinator'],
  'calendars.take-decree':   ['national-desk'],
  'obligations.read':        ['auditor'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

/** Something that an officer can ask for. */
export type Act = keyof typeof policy;
export const acts = Object.keys(policy) as readonly Act[];

/** Whether this role may ask for it at all. */
export function mayAct(act: Act, as: Role): boolean {
  const roles: readonly Role[] = policy[act];
  return roles.includes(as);
}

/**
 * What an agency's own system can be let do: each scope is these acts, in the place of the agency's coordinators and on
 * nothing that is secret or supervisory (`sees`). What is in no scope – who told a complaint, the organisation, clocks,
 * whatever asks for a second factor – no system ever does.
 */
export const scopes = {
  'cases.read': ['case.read', 'queues.read', 'calendars.read'],
  // prettier-ignore
  'cases.act': [
    'case.postpone', 'case.resume', 'case.assign', 'case.reassign', 'case.return', 'case.start', 'case.answer',
    'case.extend', 'case.keep-promise', 'case.add-text',
  ],
} as const satisfies Readonly<Record<string, readonly Act[]>>;

/** Something that an agency lets its system do. */
export type Scope = keyof typeof scopes;
export const scopeNames = Object.keys(scopes) as unknown as readonly [Scope, ...Scope[]];

/** Whether a system with these scopes may ask for it at all. */
export function mayActAsSystem(act: Act, held: readonly Scope[]): boolean {
  return held.some((scope) => (scopes[scope] as readonly Act[]).includes(act));
}
