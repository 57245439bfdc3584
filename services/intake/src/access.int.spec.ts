import { describeAccess, signingKey, type TestDatabase, testDatabase } from '@tuntas/testing';
import { afterAll } from 'vitest';
import { intake } from './intake.module.js';
import { keyMigrations, migrations } from './migrations/index.js';

const NOWHERE = '127.0.0.1:2';
let keys: TestDatabase | undefined;
afterAll(async () => keys?.close());

describeAccess({
  service: 'intake',
  migrations,
  module: async (DATABASE_URL) => {
    keys = await testDatabase(keyMigrations);
    return intake({
      DATABASE_URL,
      KEYS_DATABASE_URL: keys.url,
      KAFKA_BROKERS: [NOWHERE],
      TOPIC_PREFIX: '',
      TOPIC_PARTITIONS: 2,
      KEY_ENCRYPTION_KEY_FILE: new Map([[1, Buffer.alloc(32, 1)]]),
      RECEIPT_PEPPER_FILE: Buffer.alloc(32, 2),
      REFERENCE_PREFIX: 'KTM',
      NATIONAL_DESK_ZONE: 'WITA',
      SERVICE_KEY_FILE: signingKey('intake'),
      AUDIT_KEY_FILE: signingKey('intake-audit'),
      FOLLOW_UP_URL: `http://${NOWHERE}`,
    });
  },
});
