import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  AgencyDescribed,
  CaseAnswered,
  CaseOpened,
  CaseRouted,
  ComplaintSubmitted,
  type DataOf,
  fact,
} from '@tuntas/events';
import { Messaging } from '@tuntas/messaging';
import { closeService, createApp, openService } from '@tuntas/runtime';
import { eventually, signingKey, type TestDatabase, testDatabase, type TestKafka, testKafka } from '@tuntas/testing';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { migrations } from './migrations/index.js';
import { notification } from './notification.module.js';

/** The fault harness sets this hook; see checkpoint.ts of libs/messaging. */
const CHECKPOINT = Symbol.for('tuntas.checkpoint');
const harness = globalThis as { [CHECKPOINT]?: ((step: string) => void) | undefined };

interface Mail {
  readonly id: string;
  readonly to: string;
  readonly raw: string;
}

let database: TestDatabase;
let kafka: TestKafka;
let app: NestFastifyApplication;
let intake: Server;
let provider: SMTPServer;
let mails: Mail[] = [];
const gone = new Set<string>();
const silent = new Set<string>();

/** A real SMTP server in place of a provider; refuses for good whoever is called nobody. */
async function startProvider(port = 0): Promise<number> {
  provider = new SMTPServer({
    authOptional: true,
    closeTimeout: 100,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _, done) =>
      done(address.startsWith('nobody') ? Object.assign(new Error('unknown'), { responseCode: 550 }) : undefined),
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString();
        mails.push({ id: /^Message-ID: (.*)$/im.exec(raw)?.[1] ?? '', to: envelope.rcptTo[0]?.address ?? '', raw });
        done();
      });
    },
  });
  await new Promise<void>((ready) => provider.listen(port, '127.0.0.1', ready));
  return (provider.server.address() as AddressInfo).port;
}
const stopProvider = async (): Promise<void> => new Promise((done) => provider.close(done));

/** Intake's answer to the one question it is asked. */
async function startIntake(): Promise<string> {
  intake = createServer((request, response) => {
    const id = request.url?.split('/')[4] ?? '';
    response.setHeader('content-type', 'application/json');
    if (gone.has(id)) response.writeHead(410).end('{"code":"identity-erased"}');
    else {
      const email = silent.has(id) ? {} : { email: `${nobody.has(id) ? 'nobody' : 'somebody'}-${id}@example.com` };
      response.end(
        JSON.stringify({ language: 'en', name: 'Siti', anonymous: false, secret: secret.has(id), ...email }),
      );
    }
  });
  await new Promise<void>((ready) => intake.listen(0, '127.0.0.1', ready));
  return `http://127.0.0.1:${(intake.address() as AddressInfo).port}`;
}
const secret = new Set<string>();
const nobody = new Set<string>();
let smtpPort = 0;

beforeAll(async () => {
  [database, kafka] = await Promise.all([testDatabase(migrations), testKafka()]);
  smtpPort = await startProvider();
  const module = notification({
    DATABASE_URL: database.url,
    KAFKA_BROKERS: [...kafka.brokers],
    TOPIC_PREFIX: kafka.topicPrefix,
    INTAKE_URL: await startIntake(),
    SERVICE_KEY_FILE: signingKey('notification'),
    AUDIT_KEY_FILE: signingKey('notification-audit'),
    SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
    MAIL_FROM: 'Tuntas <tuntas@example.com>',
    PUBLIC_URL: 'http://127.0.0.1:3000',
    SEND_NOT_OLDER_THAN_HOURS: 48,
    NATIONAL_DESK_ZONE: 'WITA',
  });
  app = await createApp({ name: 'notification', module, tokenKeys: [] });
  await openService(app, {
    config: { HOST: '127.0.0.1', PORT: 0 },
    strategies: () => [app.get(Messaging).transport],
  });
});
afterEach(() => {
  harness[CHECKPOINT] = undefined;
  mails = [];
});
afterAll(async () => {
  await closeService(app);
  await stopProvider();
  intake.close();
  await database.close();
  await kafka.close();
});

const agency = 'dinas-pu';
const office: DataOf<typeof AgencyDescribed> = {
  version: 1,
  code: agency,
  name: 'Dinas PU',
  kind: 'office',
  active: true,
  zone: 'WITA',
  email: 'dinas-pu@example.com',
};
const told: DataOf<typeof ComplaintSubmitted> = {
  reference: 'KTM-1',
  kind: 'complaint',
  class: 'unknown',
  category: 'jalan',
  channel: 'web',
  language: 'en',
  anonymous: false,
  secret: false,
  urgent: false,
  possiblySupervisory: false,
  wordListVersion: '1',
  receivedOn: '2026-11-20',
  reachable: true,
};
const holder = { body: 'agency' as const, agency };
const clocks: DataOf<typeof CaseOpened>['clocks'] = [
  {
    clock: 'D6',
    instance: 1,
    dueAt: '2026-12-11T16:00:00Z',
    dueOn: '2026-12-11',
    workingDays: 10,
    calendarVersion: 1,
    limitsVersion: 1,
  },
];
const after = (state: DataOf<typeof CaseOpened>['state']) => ({ state, holder, round: 1, version: 1, clocks });
const submitted = fact(ComplaintSubmitted, told);
const opened = fact(CaseOpened, { ...after('SUBMITTED'), holder: { body: 'national-desk' }, ...told });
const routed = fact(CaseRouted, {
  ...after('ROUTED'),
  agency,
  supporting: [],
  class: 'ordinary',
  by: 'rule',
  reasons: [{ kind: 'rule', rule: 'jalan', version: 1 }],
});
const answer = randomUUID();
const answered = fact(CaseAnswered, { ...after('ANSWERED'), answerId: answer, outcome: 'resolved', by: 'liaison' });

/** What became of every obligation of a complaint. */
async function outcomes(complaint: string): Promise<string[]> {
  const rows = await database.database.sql<{ outcome: string }>`
    SELECT concat_ws(' ', about_type, recipient, state, because) AS outcome
    FROM obligations WHERE complaint_id = ${complaint} ORDER BY outcome`;
  return rows.map(({ outcome }) => outcome);
}
async function facts(complaint: string): Promise<{ type: string; body: Record<string, unknown> }[]> {
  const records = await kafka.read(`${kafka.topicPrefix}tuntas.notification.v1`);
  return records
    .filter(({ key }) => key === complaint)
    .map(({ headers, value }) => ({ type: headers['ce_type'] ?? '', body: JSON.parse(value ?? '') as never }));
}
const mailsTo = (name: string): Mail[] => mails.filter(({ to }) => to.includes(name));

describe('notification on real Kafka, Postgres and SMTP', () => {
  it('writes one letter per obligation, however often a fact comes, and says so in facts', async () => {
    const complaint = randomUUID();
    const ids = [
      ...(await kafka.publish(complaint, submitted)),
      ...(await kafka.publish(complaint, opened, routed, answered)),
    ];
    for (const id of ids) await kafka.repeat(id);
    // The agency's letter waits until routing has described the agency.
    await kafka.publish(agency, fact(AgencyDescribed, office));
    const done = [
      'case.answered complainant',
      'case.routed agency',
      'case.routed complainant',
      'complaint.submitted complainant',
    ];
    await eventually(async () => expect(await outcomes(complaint)).toEqual(done.map((one) => `${one} sent`)));
    expect(mailsTo(complaint)).toHaveLength(3);
    expect(mailsTo('dinas-pu')).toHaveLength(1);
    const said = await eventually(async () => {
      const found = await facts(complaint);
      expect(found).toHaveLength(4);
      return found;
    });
    const aboutAnswer = said.find(({ body }) => body['aboutType'] === 'case.answered');
    expect(aboutAnswer).toMatchObject({
      type: 'notice.sent',
      body: { answerId: answer, aboutEventId: ids[3], to: 'complainant', via: 'email', language: 'en' },
    });
    const letter = mailsTo(complaint).find(({ raw }) => raw.includes('was answered'));
    expect(letter?.raw).toContain('11 December 2026');
    expect(JSON.stringify(said)).not.toMatch(/Siti|example\.com/);
  });

  it('repeats a letter under the same Message-ID when it ends between sending and recording, and records it once', async () => {
    const complaint = randomUUID();
    let ends = 1;
    harness[CHECKPOINT] = (step) => {
      if (step === 's10' && ends-- > 0) throw new Error('ends here');
    };
    await kafka.publish(complaint, submitted);
    await eventually(async () => expect(await outcomes(complaint)).toEqual(['complaint.submitted complainant sent']));
    const [first, second, ...more] = mailsTo(complaint);
    expect([second?.id, more]).toEqual([first?.id, []]);
    await eventually(async () => expect(await facts(complaint)).toHaveLength(1));
  });

  it('waits while the provider is away, and sends everything once it is back', async () => {
    const complaints = Array.from({ length: 5 }, () => randomUUID());
    await stopProvider();
    for (const complaint of complaints) await kafka.publish(complaint, submitted);
    await eventually(async () => {
      const [row] = await database.database.sql<{ tried: number }>`
        SELECT count(*) AS tried FROM obligations WHERE state = 'due' AND attempts >= 2`;
      expect(row?.tried).toBe(5);
    });
    expect(mails).toEqual([]);
    await startProvider(smtpPort);
    await eventually(() => expect(mails).toHaveLength(5));
    for (const complaint of complaints) {
      await eventually(async () => expect(await outcomes(complaint)).toEqual(['complaint.submitted complainant sent']));
      expect(mailsTo(complaint)).toHaveLength(1);
    }
  });

  it('records that nobody can be reached, and why', async () => {
    const [erased, without, refused] = [randomUUID(), randomUUID(), randomUUID()];
    gone.add(erased);
    silent.add(without);
    nobody.add(refused);
    const expected = { [erased]: 'identity-erased', [without]: 'no-contact', [refused]: 'refused-by-provider' };
    for (const complaint of Object.keys(expected)) await kafka.publish(complaint, submitted);
    for (const [complaint, because] of Object.entries(expected)) {
      await eventually(async () => {
        expect(await outcomes(complaint)).toEqual([`complaint.submitted complainant unreachable ${because}`]);
        expect(await facts(complaint)).toMatchObject([{ type: 'notice.unreachable', body: { because } }]);
      });
    }
    expect(mails).toEqual([]);
  });

  it('says of a secret complaint only that there is news', async () => {
    const complaint = randomUUID();
    secret.add(complaint);
    const toldInSecret = { ...told, secret: true, reference: 'KTM-SECRET' };
    await kafka.publish(complaint, fact(ComplaintSubmitted, toldInSecret));
    const [mail] = await eventually(() => {
      expect(mailsTo(complaint)).toHaveLength(1);
      return mailsTo(complaint);
    });
    expect(mail?.raw).toContain('There is news for you');
    expect(mail?.raw).not.toMatch(/KTM-SECRET|desk/);
    const [{ headers } = { headers: {} }] = await eventually(async () => {
      const records = await kafka.read(`${kafka.topicPrefix}tuntas.notification.v1`);
      const found = records.filter(({ key }) => key === complaint);
      expect(found).toHaveLength(1);
      return found;
    });
    expect((headers as Record<string, string>)['ce_time']).toMatch(/T00:00:00\.000Z$/);
  });

  it('shows obligations to nobody without a token', async () => {
    const { statusCode } = await app.inject({ url: `/api/internal/obligations?complaint=${randomUUID()}` });
    expect(statusCode).toBe(401);
  });
});
