import { join } from 'node:path';
import { testKafka } from '@tuntas/testing';
import { beforeAll, describe } from 'vitest';
import { describeBrokenBroker } from './broken-broker.js';
import { describeDelivery } from './delivery.js';
import { describeMembers } from './members.js';
import { type ClientUnderProof, loadClient, type MakeClient } from './support.js';

const ROOT = join(import.meta.dirname, '..', '..', '..', '..', '..');

/**
 * The proof a Kafka client has to pass before it may stand behind the port, on a real broker: delivery, members that come, go and
 * freeze, connections that are cut, a broker that is killed. Written against the port alone.
 */
export function describeKafkaClient(name: string, client: ClientUnderProof): void {
  describe(`the Kafka client ${name}`, () => {
    let make: MakeClient;
    let brokers: string[] = [];
    beforeAll(async () => {
      make = await loadClient(client);
      const kafka = await testKafka();
      brokers = [...kafka.brokers];
      await kafka.close();
    });
    describeDelivery(
      () => make,
      () => brokers,
    );
    describeMembers(
      client,
      () => make,
      () => brokers,
    );
    describeBrokenBroker(() => make, join(ROOT, '.data', 'kafka-jars'));
  });
}
