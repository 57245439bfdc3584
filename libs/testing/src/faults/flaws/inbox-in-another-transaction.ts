import type { Flaw } from '../flaw.js';

const record = 'libs/messaging/dist/journal/record.js';
const handling = 'libs/messaging/dist/handling/handling.js';

export const inboxInAnotherTransaction: Flaw = {
  name: 'inbox-in-another-transaction',
  says: 'What was applied is committed first, and that it was applied in a transaction after it.',
  services: ['follow-up'],
  changes: [
    { file: record, from: 'SELECT key, received, sent FROM json', to: `SELECT key, '{}'::jsonb, sent FROM json` },
    { file: record, from: 'SET received = EXCLUDED.received, sent', to: 'SET sent' },
    {
      file: handling,
      from: 'await this.database.transactionOnKeys(async (sql) => {',
      to: 'let applied; await this.database.transactionOnKeys(async (sql) => {',
    },
    { file: handling, from: `reached('s2');`, to: `applied = inbox.progress.changed(); reached('s2');` },
    {
      file: handling,
      from: `reached('s9');`,
      to: `reached('s9');
        await this.database.sql \`UPDATE messaging.progress AS p SET received = k.received
          FROM json_to_recordset(\${JSON.stringify(applied)}) AS k (key text, received jsonb) WHERE p.key = k.key\`;`,
    },
  ],
};
