import { join } from 'node:path';
import type { Role } from '@tuntas/events';
import { root } from './config.js';

/** The officers of the demo, one a role: `demo-<role>`. Nothing but `npm start` and tests takes them over. */
export const DEMO_POSTS = join(root, 'deploy/local/demo/posts.csv');

/** Roles that mean something only inside one agency. */
export const AGENCY_ROLES: readonly Role[] = ['coordinator', 'liaison', 'validator', 'leader'];
