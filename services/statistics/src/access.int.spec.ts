import { describeAccess, signingKey } from '@tuntas/testing';
import { migrations } from './migrations/index.js';
import { statistics } from './statistics.module.js';

describeAccess({
  service: 'statistics',
  migrations,
  module: (DATABASE_URL) =>
    statistics({
      DATABASE_URL,
      KAFKA_BROKERS: ['127.0.0.1:2'],
      TOPIC_PREFIX: '',
      AUDIT_KEY_FILE: signingKey('statistics-audit'),
      FIGURES_ZONE: 'WITA',
    }),
});
