import { migration, officersSight, shownToOfficers } from '@tuntas/postgres';

/** Row-level security beneath the policy: an officer is shown the complaints whose cases they see, and their answers. */
export const IsolateAgencies = migration(
  'IsolateAgencies1700000000110',
  ...officersSight,
  ...shownToOfficers(
    'complaints',
    `officer_sees((SELECT officers_posts()), state, holder ->> 'body', holder ->> 'agency', holder ->> 'unit', secret,
       supervisory, accused)`,
    'round',
  ),
  ...shownToOfficers('answers', 'EXISTS (SELECT FROM complaints c WHERE c.complaint_id = answers.complaint_id)'),
);
