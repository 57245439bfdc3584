import { keptSight, migration } from '@tuntas/postgres';

/** What officers see stays the same: of the time of a case, a fifth went into making its words anew, several times a look. */
export const KeepSight = migration(
  'KeepSight1700000000127',
  ...keptSight('cases', {
    state: 'state',
    body: 'holder_body',
    agency: 'holder_agency',
    unit: 'holder_unit',
    secret: 'secret',
    supervisory: `(possibly_supervisory OR class = 'supervisory')`,
    accused: 'accused',
  }),
);
