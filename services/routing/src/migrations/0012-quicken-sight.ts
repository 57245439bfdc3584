import { migration, quickSight, shownAnew } from '@tuntas/postgres';

/** What a complaint may be seen by. */
export const sightOfComplaints = {
  state: 'state',
  body: `(holder ->> 'body')`,
  agency: `(holder ->> 'agency')`,
  unit: `(holder ->> 'unit')`,
  secret: 'secret',
  supervisory: 'supervisory',
  accused: 'accused',
};

/** What officers see stays the same; what says so costs a twentieth. */
export const QuickenSight = migration(
  'QuickenSight1700000000112',
  ...quickSight,
  shownAnew('complaints', sightOfComplaints),
);
