import { WORDS_SETTING } from './officers.js';

/** What officers are shown a complaint by, each as SQL. */
export interface Sighted {
  readonly state: string;
  readonly body: string;
  readonly agency: string;
  readonly unit: string;
  readonly secret: string;
  readonly supervisory: string;
  /** JSON, `[{agency, unit?}]`. */
  readonly accused: string;
}

/**
 * What a complaint may be seen by, as words: the agency and the unit that hold it, or their desk, and how confidential it is;
 * systems of an agency, which act beside its officers, have a word of their own, which nothing confidential has. Codes hold
 * neither `@` nor `/`.
 */
const wordsOf = ({ state, body, agency, unit, secret, supervisory }: Sighted): string => `
  ARRAY[
    CASE WHEN ${body} = 'agency' THEN ${agency} ELSE '@' || ${body} END,
    CASE WHEN ${body} = 'agency' THEN ${agency} || '/' || ${unit} END,
    CASE WHEN ${body} = 'agency' AND ${state} = 'PENDING_VALIDATION' THEN ${agency} || '@validation' END,
    CASE WHEN ${body} = 'agency' AND NOT (${secret}) AND NOT (${supervisory}) THEN ${agency} || '@systems' END,
    CASE WHEN ${secret} THEN '@secret' END,
    CASE WHEN ${supervisory} THEN '@supervisory'
      WHEN NOT (${supervisory}) AND ${body} IS DISTINCT FROM 'inspectorate-desk' THEN '@ordinary' END
  ]`;

/** Who looks: posts, and the words that are open to them. */
interface Looking {
  readonly posts: string;
  readonly open: string;
}

/** Whether they see a complaint that has these words; as a condition without a function that is called for each row. */
const seenBy = ({ posts, open }: Looking, words: string, accused: string): string => `
  ${words} && ${open} AND (${accused} IS NULL OR ${accused} = '[]' OR NOT officer_accused(${posts}, ${accused}))`;

/** Whoever `asOfficer` says. */
const looking: Looking = { posts: '(SELECT officers_posts())', open: '(SELECT officers_words())' };

/** The agency that the holder of a post acts for. */
const OWN = `coalesce(post."answersFor", post.agency)`;

/**
 * `officersSight` once more, for a migration: what it said row by row in a function of its own (40 to 100 µs) as one condition
 * that is written into the policy (3 µs).
 *
 * - `officer_words(posts)` gives the words that posts open, the same for all rows; `asOfficer` has it worked out once a
 *   transaction, since a statement meets several policies that each would.
 * - `officers_words()` gives those of `asOfficer`, and fails where none were set.
 * - `officers_are_systems(posts)` says whether one of the posts is a system's, which its client marks.
 * - `officer_sees` says the condition of the policy, for whoever compares it with another.
 */
export const quickSight: readonly string[] = [
  `CREATE FUNCTION officer_words(posts jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
   BEGIN ATOMIC
     SELECT coalesce(array_agg(word), '{}')
     FROM jsonb_to_recordset(posts) AS post (role text, agency text, unit text, "answersFor" text, client text)
       CROSS JOIN unnest(CASE
         WHEN post.client IS NOT NULL THEN CASE WHEN post.role = 'coordinator' THEN ARRAY[post.agency || '@systems'] END
         WHEN post.role = 'inspectorate' THEN ARRAY['@supervisory', '@secret', '@inspectorate-desk']
         WHEN post.role = 'national-desk' THEN ARRAY['@ordinary', '@national-desk']
         WHEN post.role IN ('oversight', 'auditor') THEN ARRAY['@ordinary']
         WHEN post.role IN ('coordinator', 'leader') THEN ARRAY[${OWN}]
         WHEN post.role = 'liaison' THEN ARRAY[${OWN} || coalesce('/' || post.unit, '')]
         WHEN post.role = 'validator' THEN ARRAY[${OWN} || coalesce('/' || post.unit, ''), ${OWN} || '@validation']
       END) AS word;
   END`,
  `CREATE FUNCTION officers_words() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
     RETURN current_setting('${WORDS_SETTING}')::text[]`,
  `CREATE FUNCTION officers_are_systems(posts jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
     RETURN jsonb_path_exists(posts, '$[*].client')`,
  `CREATE FUNCTION officer_accused(posts jsonb, accused jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
   BEGIN ATOMIC
     SELECT EXISTS (
       SELECT FROM jsonb_to_recordset(posts) AS post (agency text, unit text, "answersFor" text),
         jsonb_to_recordset(accused) AS a (agency text, unit text)
       WHERE a.agency IN (post.agency, post."answersFor") AND (a.unit IS NULL OR a.unit = post.unit));
   END`,
  `CREATE OR REPLACE FUNCTION officer_sees(posts jsonb, state text, holder_body text, holder_agency text, holder_unit text,
     secret boolean, supervisory boolean, accused jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
   BEGIN ATOMIC
     SELECT ${seenBy(
       { posts: 'posts', open: 'officer_words(posts)' },
       wordsOf({
         state: 'state',
         body: 'holder_body',
         agency: 'holder_agency',
         unit: 'holder_unit',
         secret: 'secret',
         supervisory: 'supervisory',
         accused: 'accused',
       }),
       'accused',
     )};
   END`,
];

/** For a migration: officers are shown by this condition, from now on, what `shownToOfficers` shows them. */
export const shownAnew = (table: string, complaint: Sighted): string =>
  `ALTER POLICY officers ON ${table} USING (${seenBy(looking, wordsOf(complaint), complaint.accused)})`;

/**
 * The same once more, for a migration: the words of a complaint stand in its row, where they are made whenever it
 * changes, instead of in every look. Once another column is added behind `seen_by`, an INSERT has to name its columns.
 */
export const keptSight = (table: string, complaint: Sighted): readonly string[] => [
  `ALTER TABLE ${table} ADD COLUMN seen_by text[] GENERATED ALWAYS AS (array_remove(${wordsOf(complaint)}, NULL)) STORED`,
  `ALTER POLICY officers ON ${table} USING (${seenBy(looking, 'seen_by', complaint.accused)})`,
];
