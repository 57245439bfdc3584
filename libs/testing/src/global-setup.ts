import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startKafka, startPostgres } from '@tuntas/local';
import type { TestProject } from 'vitest/node';

/** The repository: this file is in libs/testing/src or libs/testing/dist. */
const ROOT = join(import.meta.dirname, '..', '..', '..');

declare module 'vitest' {
  interface ProvidedContext {
    kafkaBrokers: string;
    postgresAdminUrl: string;
  }
}

/**
 * One real Kafka and one real Postgres for a run of integration tests; every test file gets a database and a topic prefix
 * of its own in them. `TEST_KAFKA_BROKERS` and `TEST_POSTGRES_URL` (a superuser's) point at running ones instead, for
 * example testcontainers where a Docker engine answers.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'tuntas-test-'));
  // Root's Postgres runs as user postgres, who must enter; mkdtemp made it for root alone.
  await chmod(folder, 0o711);
  const { TEST_KAFKA_BROKERS: brokers, TEST_POSTGRES_URL: url } = process.env;
  const [kafka, postgres] = await Promise.all([
    brokers ? undefined : startKafka({ dataDir: join(folder, 'kafka'), jarsDir: join(ROOT, '.data', 'kafka-jars') }),
    // These tests are about answers, not about power cuts; `npm run faults` runs with fsync on.
    url ? undefined : startPostgres({ dataDir: join(folder, 'postgres'), durable: false }),
  ]);
  project.provide('kafkaBrokers', brokers ?? kafka?.brokers ?? '');
  project.provide('postgresAdminUrl', url ?? postgres?.adminUrl ?? '');
  return async () => {
    await Promise.all([kafka?.stop(), postgres?.stop()]);
    await rm(folder, { recursive: true, force: true });
  };
}
