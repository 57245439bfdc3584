import { type DynamicModule, Module } from '@nestjs/common';
import { messaging } from '@tuntas/messaging';
import { Database, postgres } from '@tuntas/postgres';
import { ChangeOrganisation } from './commands/change-organisation.js';
import { RouteByHand } from './commands/route-by-hand.js';
import type { Config } from './config.js';
import { AdministrationController } from './http/administration.controller.js';
import { InternalOfficersController } from './http/internal-officers.controller.js';
import { InternalSystemsController } from './http/internal-systems.controller.js';
import { OrganisationController } from './http/organisation.controller.js';
import { ReorganisationsController } from './http/reorganisations.controller.js';
import { SystemsController } from './http/systems.controller.js';
import { TablesController } from './http/tables.controller.js';
import { RoutingsController } from './http/routings.controller.js';
import { migrations } from './migrate.js';
import { FindPlannedMoves } from './queries/planned-moves.js';
import { ListPosts } from './queries/list-posts.js';
import { ShowRouting } from './queries/show-routing.js';
import { OnCaseChanged } from './reactions/on-case-changed.js';
import { OnComplaintTold } from './reactions/on-complaint-told.js';
import { OnWordsErased } from './reactions/on-words-erased.js';
import { FollowStanding } from './schedules/follow-standing.js';
import { LeaveUnreadToDesk } from './schedules/leave-unread-to-desk.js';
import { PublishOrganisation } from './schedules/publish-organisation.js';
import { ChartStore } from './store/chart.store.js';
import { ComplaintStore } from './store/complaint.store.js';
import { Directory } from './store/directory.js';
import { ErasedWordsStore } from './store/erased-words.store.js';
import { OrganisationStore } from './store/organisation.store.js';
import { StandingStore } from './store/standing.store.js';

@Module({})
class RoutingModule {}

/** The table of contents: what routing listens to, answers, decides and publishes. */
export function routing(
  config: Pick<Config, 'DATABASE_URL' | 'KAFKA_BROKERS' | 'TOPIC_PREFIX' | 'AUDIT_KEY_FILE'>,
): DynamicModule {
  return {
    module: RoutingModule,
    imports: [
      postgres({ url: config.DATABASE_URL, name: 'routing', migrations }),
      messaging({
        service: 'routing',
        brokers: config.KAFKA_BROKERS,
        topicPrefix: config.TOPIC_PREFIX,
        auditKey: config.AUDIT_KEY_FILE,
      }),
    ],
    controllers: [
      RoutingsController,
      OrganisationController,
      AdministrationController,
      ReorganisationsController,
      SystemsController,
      TablesController,
      InternalOfficersController,
      InternalSystemsController,
    ],
    providers: [
      OnComplaintTold,
      OnCaseChanged,
      OnWordsErased,
      RouteByHand,
      ChangeOrganisation,
      ShowRouting,
      ListPosts,
      FindPlannedMoves,
      PublishOrganisation,
      FollowStanding,
      LeaveUnreadToDesk,
      ComplaintStore,
      ErasedWordsStore,
      OrganisationStore,
      ChartStore,
      StandingStore,
      {
        provide: Directory,
        inject: [Database],
        useFactory: async (database: Database) => Directory.load(database.sql),
      },
    ],
  };
}
