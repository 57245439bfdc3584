import type { Flaw } from '../flaw.js';

const file = 'libs/messaging/dist/relay/lane.js';

/** Ids are drawn before commits: a transaction that commits late brings smaller ids than those that were seen. */
export const watermarkRelay: Flaw = {
  name: 'watermark-relay',
  says: 'The relay reads what is newer than the last id it saw.',
  services: ['intake'],
  changes: [
    { file, from: 'ORDER BY o.id LIMIT', to: 'AND o.id > ${this.seen ?? 0}::bigint ORDER BY o.id LIMIT' },
    {
      file,
      from: `reached('s4');`,
      to: `this.seen = Math.max(...rows.map((row) => row.outbox_id)); reached('s4');`,
    },
  ],
};
