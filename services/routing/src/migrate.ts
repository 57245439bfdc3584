import { messagingMigrations } from '@tuntas/messaging';
import { Database } from '@tuntas/postgres';
import { CreateOrganisationAndAnswers } from './migrations/0001-create-organisation-and-answers.js';
import { AddComplaintsToArbiter } from './migrations/0002-add-complaints-to-arbiter.js';
import { AddAccusedAndRequests } from './migrations/0003-add-accused-and-requests.js';
import { CreatePosts } from './migrations/0004-create-posts.js';
import { ManageOrganisation } from './migrations/0005-manage-organisation.js';
import { IsolateAgencies } from './migrations/0010-isolate-agencies.js';
import { PlanReorganisations } from './migrations/0011-plan-reorganisations.js';
import { QuickenSight } from './migrations/0012-quicken-sight.js';
import { CreateSystems } from './migrations/0013-create-systems.js';
import { KeepSight } from './migrations/0014-keep-sight.js';
import { readSeeds } from './seeds.js';
import { loadSeeds } from './store/load-seeds.js';

export const migrations = [
  ...messagingMigrations,
  CreateOrganisationAndAnswers,
  AddComplaintsToArbiter,
  AddAccusedAndRequests,
  CreatePosts,
  ManageOrganisation,
  IsolateAgencies,
  PlanReorganisations,
  QuickenSight,
  CreateSystems,
  KeepSight,
];

/** Brings the database up to this version of the service and of the seeds; running it again changes nothing. */
export async function migrate(url: string): Promise<void> {
  const database = await Database.open({ url, name: 'routing migrate', migrations });
  try {
    await database.migrate();
    await database.transaction(async (sql) => loadSeeds(readSeeds(), sql));
  } finally {
    await database.close();
  }
}
