import { describeAccess, signingKey } from '@tuntas/testing';
import { migrations } from './migrations/index.js';
import { notification } from './notification.module.js';

const NOWHERE = '127.0.0.1:2';

describeAccess({
  service: 'notification',
  migrations,
  module: (DATABASE_URL) =>
    notification({
      DATABASE_URL,
      KAFKA_BROKERS: [NOWHERE],
      TOPIC_PREFIX: '',
      INTAKE_URL: `http://${NOWHERE}`,
      SERVICE_KEY_FILE: signingKey('notification'),
      AUDIT_KEY_FILE: signingKey('notification-audit'),
      SMTP_URL: `smtp://${NOWHERE}`,
      MAIL_FROM: 'Tuntas <tuntas@example.com>',
      PUBLIC_URL: `http://${NOWHERE}`,
      SEND_NOT_OLDER_THAN_HOURS: 48,
      NATIONAL_DESK_ZONE: 'WITA',
    }),
});
