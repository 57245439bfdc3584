import type { Role } from '@tuntas/events';

/** Roles that mean something only inside one agency. */
export const AGENCY_ROLES: readonly Role[] = ['coordinator', 'liaison', 'validator', 'leader'];
