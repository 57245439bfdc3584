import type { Flaw } from '../flaw.js';

const file = 'libs/messaging/dist/relay/lane.js';

export const markBeforeProduceAck: Flaw = {
  name: 'mark-before-produce-ack',
  says: 'The relay takes rows off the outbox before the broker has acknowledged them.',
  services: ['intake'],
  changes: [
    {
      file,
      from: `reached('s4');`,
      to: `reached('s4'); await this.forget(sql, rows.map((row) => row.outbox_id));`,
    },
  ],
};
