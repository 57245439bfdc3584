import { describeAccess, signingKey } from '@tuntas/testing';
import { followUp } from './follow-up.module.js';
import { takeDecrees } from './http/csv-body.js';
import { migrations } from './migrations/index.js';

describeAccess({
  service: 'follow-up',
  migrations,
  prepare: takeDecrees,
  module: (DATABASE_URL) =>
    followUp({
      DATABASE_URL,
      KAFKA_BROKERS: ['127.0.0.1:2'],
      TOPIC_PREFIX: '',
      TOPIC_PARTITIONS: 2,
      SERVICE_KEY_FILE: signingKey('follow-up'),
      AUDIT_KEY_FILE: signingKey('follow-up-audit'),
      INTAKE_URL: 'http://127.0.0.1:2',
      NATIONAL_DESK_ZONE: 'WITA',
    }),
});
