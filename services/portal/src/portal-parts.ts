import type { Database } from '@tuntas/postgres';
import type { ServiceClient } from '@tuntas/runtime';
import type { Assets } from './assets.js';
import type { Config } from './config.js';
import type { Fetch } from './upstream/upstream.js';

/** What the module is made of; tests bring their own `fetch`, database and routing. */
export interface PortalParts {
  readonly config: Config;
  readonly assets: Assets;
  readonly fetch?: Fetch;
  readonly database?: Database;
  readonly routing?: ServiceClient;
}

export const PORTAL_PARTS = Symbol('portal parts');
