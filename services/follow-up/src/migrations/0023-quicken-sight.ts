import { migration, quickSight, shownAnew } from '@tuntas/postgres';

/** What a complaint may be seen by. */
export const sightOfCases = {
  state: 'state',
  body: 'holder_body',
  agency: 'holder_agency',
  unit: 'holder_unit',
  secret: 'secret',
  supervisory: `(possibly_supervisory OR class = 'supervisory')`,
  accused: 'accused',
};

/** What officers see stays the same: a list of 50 cases asked a function 150 times, and spent two thirds of its time there. */
export const QuickenSight = migration('QuickenSight1700000000123', ...quickSight, shownAnew('cases', sightOfCases));
