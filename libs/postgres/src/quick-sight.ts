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
 * What a complaint may be seen by, as words: the agency and the unit that hold it, or their desk, and how confidential it is.
 * Codes hold neither `@` nor `/`.
 */
const wordsOf = ({ state, body, agency, unit, secret, supervisory }: Sighted, more = ''): string => `
  ARRAY[${more}
    CASE WHEN ${body} = 'agency' THEN ${agency} ELSE '@' || ${body} END,
    CASE WHEN ${body} = 'agency' THEN ${agency} || '/' || ${unit} END,
    CASE WHEN ${body} = 'agency' AND ${state} = 'PENDING_VALIDATION' THEN ${agency} || '@validation' END,
    CASE WHEN ${secret} THEN '@secret' END,
    CASE WHEN ${supervisory} THEN '@supervisory'
      WHEN NOT (${supervisory}) AND ${body} IS DISTINCT FROM 'inspectorate-desk' THEN '@ordinary' END
  ]`;

/** The agency that the holder of a post acts for. */
const OWN = `coalesce(post."answersFor", post.agency)`;

/** The words that posts open: the same for all rows, so Postgres makes them once a statement. */
const wordsOpenTo = (posts: string, systems: ForSystems): string => `
  (SELECT coalesce(array_agg(word), '{}')
   FROM jsonb_to_recordset(${posts}) AS post (role text, agency text, unit text, "answersFor" text${systems.column})
   CROSS JOIN unnest(CASE${systems.opens}
     WHEN post.role = 'inspectorate' THEN ARRAY['@supervisory', '@secret', '@inspectorate-desk']
     WHEN post.role = 'national-desk' THEN ARRAY['@ordinary', '@national-desk']
     WHEN post.role IN ('oversight', 'auditor') THEN ARRAY['@ordinary']
     WHEN post.role IN ('coordinator', 'leader') THEN ARRAY[${OWN}]
     WHEN post.role = 'liaison' THEN ARRAY[${OWN} || coalesce('/' || post.unit, '')]
     WHEN post.role = 'validator' THEN ARRAY[${OWN} || coalesce('/' || post.unit, ''), ${OWN} || '@validation'] END) AS word)`;

/** Whether officers with these posts see the complaint, as a condition without a function that is called for each row. */
const seenBy = (posts: string, complaint: Sighted, systems: ForSystems): string => `
  ${wordsOf(complaint, systems.word(complaint))} && ${wordsOpenTo(posts, systems)}
  AND (${complaint.accused} IS NULL OR ${complaint.accused} = '[]' OR NOT officer_accused(${posts}, ${complaint.accused}))`;

/** What a condition knows of systems of agencies, beside officers. */
interface ForSystems {
  readonly column: string;
  readonly opens: string;
  readonly word: (complaint: Sighted) => string;
}

const withoutSystems: ForSystems = { column: '', opens: '', word: () => '' };

/** A system's post is marked by its client and opens one word, which nothing has that is secret, supervisory or at a desk. */
const withSystems: ForSystems = {
  column: ', client text',
  opens: `
     WHEN post.client IS NOT NULL THEN CASE WHEN post.role = 'coordinator' THEN ARRAY[post.agency || '@systems'] END`,
  word: ({ body, agency, secret, supervisory }) => `
    CASE WHEN ${body} = 'agency' AND NOT (${secret}) AND NOT (${supervisory}) THEN ${agency} || '@systems' END,`,
};

/** `officer_sees` says the condition of the policy, for whoever compares the two. */
const sightFunction = (systems: ForSystems): string =>
  `CREATE OR REPLACE FUNCTION officer_sees(posts jsonb, state text, holder_body text, holder_agency text, holder_unit text,
     secret boolean, supervisory boolean, accused jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
   BEGIN ATOMIC
     SELECT ${seenBy(
       'posts',
       {
         state: 'state',
         body: 'holder_body',
         agency: 'holder_agency',
         unit: 'holder_unit',
         secret: 'secret',
         supervisory: 'supervisory',
         accused: 'accused',
       },
       systems,
     )};
   END`;

/**
 * `officersSight` once more, for a migration: what it said row by row in a function of its own (40 to 100 µs) as one condition
 * that is written into the policy (3 µs).
 */
export const quickSight: readonly string[] = [
  `CREATE FUNCTION officer_accused(posts jsonb, accused jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
   BEGIN ATOMIC
     SELECT EXISTS (
       SELECT FROM jsonb_to_recordset(posts) AS post (agency text, unit text, "answersFor" text),
         jsonb_to_recordset(accused) AS a (agency text, unit text)
       WHERE a.agency IN (post.agency, post."answersFor") AND (a.unit IS NULL OR a.unit = post.unit));
   END`,
  sightFunction(withoutSystems),
];

/** For a migration: officers are shown by this condition, from now on, what `shownToOfficers` shows them. */
export const shownAnew = (table: string, complaint: Sighted): string => policyOn(table, complaint, withoutSystems);

/**
 * For a later migration: the same since systems act beside officers, who see what they saw. `officers_are_systems(posts)` says
 * whether one of the posts is a system's.
 */
export const systemsSight: readonly string[] = [
  sightFunction(withSystems),
  `CREATE FUNCTION officers_are_systems(posts jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
   RETURN jsonb_path_exists(posts, '$[*].client')`,
];
export const shownToSystems = (table: string, complaint: Sighted): string => policyOn(table, complaint, withSystems);

const policyOn = (table: string, complaint: Sighted, systems: ForSystems): string =>
  `ALTER POLICY officers ON ${table} USING (${seenBy('(SELECT officers_posts())', complaint, systems)})`;
