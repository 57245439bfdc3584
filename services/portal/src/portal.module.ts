import type { DynamicModule, FactoryProvider } from '@nestjs/common';
import type { Service } from '@tuntas/events';
import { Answers } from './http/answers.js';
import { AuditController } from './http/audit.controller.js';
import { PersonalDataController } from './http/personal-data.controller.js';
import { OwnActsController } from './http/own-acts.controller.js';
import { OwnPages } from './http/own-pages.js';
import { ReadingController } from './http/reading.controller.js';
import { ReportController } from './http/report.controller.js';
import { TrackController } from './http/track.controller.js';
import { PORTAL_PARTS, type PortalParts } from './portal-parts.js';
import { AuditHeads } from './upstream/audit-heads.js';
import { PublicFigures } from './upstream/figures.js';
import { Intake } from './upstream/intake.js';
import { OrganisationLists } from './upstream/organisation.js';
import { upstream, type Upstream } from './upstream/upstream.js';

class PortalModule {}

/**
 * The table of contents: pages to read, the form of a report, the tracking of one, what its complainant does. What is not a page – the files, the
 * headers, `/api/*` – stands in http/door.ts.
 */
export function portal(parts: PortalParts): DynamicModule {
  const { INTAKE_URL, ROUTING_URL, FOLLOW_UP_URL, NOTIFICATION_URL, STATISTICS_URL } = parts.config;
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
    controllers: [
      ReadingController,
      ReportController,
      TrackController,
      OwnActsController,
      PersonalDataController,
      AuditController,
    ],
    providers: [
      { provide: PORTAL_PARTS, useValue: parts },
      Answers,
      OwnPages,
      asked(Intake, upstream('intake', INTAKE_URL, parts.fetch)),
      asked(OrganisationLists, upstream('routing', ROUTING_URL, parts.fetch)),
      { provide: AuditHeads, useFactory: () => new AuditHeads(upstreams) },
      asked(PublicFigures, upstream('statistics', STATISTICS_URL, parts.fetch)),
    ],
  };
}

function asked<Asker>(asker: new (service: Upstream) => Asker, service: Upstream): FactoryProvider<Asker> {
  return { provide: asker, useFactory: () => new asker(service) };
}
