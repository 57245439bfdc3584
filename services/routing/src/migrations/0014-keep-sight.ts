import { keptSight, migration } from '@tuntas/postgres';

/** What officers see stays the same; its words are made when a complaint changes, and no longer at every look. */
export const KeepSight = migration(
  'KeepSight1700000000114',
  ...keptSight('complaints', {
    state: 'state',
    body: `(holder ->> 'body')`,
    agency: `(holder ->> 'agency')`,
    unit: `(holder ->> 'unit')`,
    secret: 'secret',
    supervisory: 'supervisory',
    accused: 'accused',
  }),
);
