import type { DynamicModule, FactoryProvider } from '@nestjs/common';
import type { Service } from '@tuntas/events';
import { Database, postgres } from '@tuntas/postgres';
import { Front, serviceClient } from '@tuntas/runtime';
import { Answers } from './http/answers.js';
import { AuditController } from './http/audit.controller.js';
import { PersonalDataController } from './http/personal-data.controller.js';
import { DeskController } from './http/desk.controller.js';
import { KeysController } from './http/keys.controller.js';
import { OwnActsController } from './http/own-acts.controller.js';
import { OwnPages } from './http/own-pages.js';
import { ReadingController } from './http/reading.controller.js';
import { ReportController } from './http/report.controller.js';
import { SignInController } from './http/sign-in.controller.js';
import { TrackController } from './http/track.controller.js';
import { migrations } from './migrations/index.js';
import { PORTAL_PARTS, type PortalParts } from './portal-parts.js';
import { ForgetSignIns } from './schedules/forget-sign-ins.js';
import { Cookies } from './sign-in/cookies.js';
import { Officers } from './sign-in/officers.js';
import { Provider } from './sign-in/provider.js';
import { SignIn } from './sign-in/sign-in.js';
import { Systems } from './sign-in/systems.js';
import { SessionsStore } from './store/sessions.store.js';
import { SignInsStore } from './store/sign-ins.store.js';
import { AuditHeads } from './upstream/audit-heads.js';
import { PublicFigures } from './upstream/figures.js';
import { Intake } from './upstream/intake.js';
import { OrganisationLists } from './upstream/organisation.js';
import { Posts } from './upstream/posts.js';
import { Queues } from './upstream/queues.js';
import { RegisteredSystems } from './upstream/registered-systems.js';
import { upstream, type Upstream } from './upstream/upstream.js';

class PortalModule {}

/**
 * The table of contents: pages to read, the form of a report, the tracking of one, what its complainant does; signing in and
 * where officers land. What is not a page – the files, the headers, `/api/*` – stands in http/door.ts.
 */
export function portal(parts: PortalParts): DynamicModule {
  const { INTAKE_URL, ROUTING_URL, FOLLOW_UP_URL, NOTIFICATION_URL, STATISTICS_URL, DATABASE_URL } = parts.config;
  const { database } = parts;
  const services: readonly (readonly [Service, string])[] = [
    ['intake', INTAKE_URL],
    ['routing', ROUTING_URL],
    ['follow-up', FOLLOW_UP_URL],
    ['notification', NOTIFICATION_URL],
    ['statistics', STATISTICS_URL],
  ];
  const upstreams = new Map(services.map(([name, url]) => [name, upstream(name, url, parts.fetch)]));
  return {
    module: PortalModule,
    imports: database ? [] : [postgres({ url: DATABASE_URL, name: 'portal', migrations })],
    controllers: [
      ReadingController,
      ReportController,
      TrackController,
      OwnActsController,
      PersonalDataController,
      AuditController,
      SignInController,
      DeskController,
      KeysController,
    ],
    providers: [
      { provide: PORTAL_PARTS, useValue: parts },
      ...(database ? [{ provide: Database, useValue: database }] : []),
      ...signingIn(parts),
      { provide: Front, useFactory: () => new Front(parts.config.SERVICE_KEY_FILE, 'intake') },
      ForgetSignIns,
      Answers,
      OwnPages,
      asked(Intake, upstream('intake', INTAKE_URL, parts.fetch)),
      asked(OrganisationLists, upstream('routing', ROUTING_URL, parts.fetch)),
      { provide: AuditHeads, useFactory: () => new AuditHeads(upstreams) },
      asked(Queues, upstream('follow-up', FOLLOW_UP_URL, parts.fetch)),
      asked(PublicFigures, upstream('statistics', STATISTICS_URL, parts.fetch)),
    ],
  };
}

/** Who is signed in, and as what. */
function signingIn({ config, routing }: PortalParts): FactoryProvider[] {
  const key = config.SERVICE_KEY_FILE;
  const organisation = routing ?? serviceClient({ service: 'routing', baseUrl: config.ROUTING_URL, key });
  const [posts, systems] = [new Posts(organisation), new RegisteredSystems(organisation)];
  const provider = new Provider({
    issuer: config.OIDC_ISSUER,
    discoveryUrl: config.OIDC_DISCOVERY_URL,
    clientId: config.OIDC_CLIENT_ID,
    clientKey: config.OIDC_CLIENT_KEY_FILE,
    publicUrl: config.PUBLIC_URL,
  });
  const limits = { idleMinutes: config.SESSION_IDLE_MINUTES, absoluteHours: config.SESSION_HOURS };
  return [
    { provide: Officers, useFactory: () => new Officers(posts, key) },
    { provide: Systems, useFactory: () => new Systems(provider, systems, key) },
    {
      provide: SignIn,
      inject: [Database],
      useFactory: ({ sql }: Database) =>
        new SignIn({
          provider,
          sessions: new SessionsStore(sql, limits),
          signIns: new SignInsStore(sql),
          cookies: new Cookies(config.PUBLIC_URL),
          sessionKey: config.SESSION_KEY_FILE,
        }),
    },
  ];
}

function asked<Asker>(asker: new (service: Upstream) => Asker, service: Upstream): FactoryProvider<Asker> {
  return { provide: asker, useFactory: () => new asker(service) };
}
