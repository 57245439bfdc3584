import type { Flaw } from '../flaw.js';

const handling = 'libs/messaging/dist/handling/handling.js';

/** The classic dual write: first the database commits, then, if there still is a process, the facts are handed on. */
export const publishOutsideTheTransaction: Flaw = {
  name: 'publish-outside-the-transaction',
  says: 'Facts are put into the outbox after the commit, not in it.',
  services: ['follow-up'],
  changes: [
    {
      file: 'libs/messaging/dist/journal/record.js',
      from: `INSERT INTO messaging.outbox (shard, journal_id, recorded_at)
      SELECT abs(hashtextextended(key, 0) % \${SHARDS}), id, recorded_at FROM written ORDER BY id`,
      to: 'SELECT ${SHARDS}::int',
    },
    {
      file: handling,
      from: 'await this.database.transactionOnKeys(async (sql) => {',
      to: 'let transactionId; await this.database.transactionOnKeys(async (sql) => {',
    },
    {
      file: handling,
      from: `reached('s2');`,
      to: `[{ id: transactionId }] = await sql \`SELECT pg_current_xact_id()::text AS id\`; reached('s2');`,
    },
    {
      file: handling,
      from: `reached('s9');`,
      to: `reached('s9');
        await this.database.sql \`INSERT INTO messaging.outbox (shard, journal_id, recorded_at)
          SELECT abs(hashtextextended(key, 0) % 16), id, recorded_at FROM messaging.journal
          WHERE xmin = \${transactionId}::text::xid ORDER BY id\`;`,
    },
  ],
};
