import { describeAccess, signingKey } from '@tuntas/testing';
import { takeTables } from './http/table-file.js';
import { migrations } from './migrate.js';
import { routing } from './routing.module.js';

describeAccess({
  service: 'routing',
  migrations,
  prepare: takeTables,
  module: (DATABASE_URL) =>
    routing({
      DATABASE_URL,
      KAFKA_BROKERS: ['127.0.0.1:2'],
      TOPIC_PREFIX: '',
      AUDIT_KEY_FILE: signingKey('routing-audit'),
    }),
});
