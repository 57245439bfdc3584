/**
 * Complaint number n, the same in every service's database: who has it, how far it is, when it was told. All that is
 * random about it comes from its number, so five databases agree without speaking to each other.
 *
 * - told over the last year, evenly; ids begin with their time, as those of real complaints do;
 * - agencies by the square of chance: the first of thirty has a sixth of all complaints, the last a hundredth;
 * - of the last three weeks most are open, of older ones 7 %; one in a hundred is with a desk; one in a hundred is secret.
 */
/** The functions are single expressions, which Postgres puts in place of their calls: five times as fast as a query a row. */
export const stockSchema = `
CREATE SCHEMA IF NOT EXISTS bench;
CREATE OR REPLACE FUNCTION bench.chance(n int, salt int) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
  $$ SELECT (hashint4extended(n, salt) & 2147483647) / 2147483648.0::float8 $$;
CREATE OR REPLACE FUNCTION bench.key(at timestamptz, n int, salt int) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
  $$ SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(salt), 3, '0') || '8' ||
     substr(md5(n::text), 1, 15))::uuid $$;
CREATE OR REPLACE FUNCTION bench.iso(at timestamptz) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;
CREATE OR REPLACE FUNCTION bench.reference(n int) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
  $$ SELECT 'KTM-' || upper(substr(md5(n || ' reference'), 1, 4)) || '-' || upper(lpad(to_hex(n), 5, '0')) $$;
CREATE UNLOGGED TABLE IF NOT EXISTS bench.told (
  n int PRIMARY KEY, id uuid NOT NULL, at timestamptz NOT NULL, received_on date NOT NULL, secret boolean NOT NULL,
  anonymous boolean NOT NULL, category text, area text, state text NOT NULL, is_late boolean NOT NULL, agency text,
  unit text, holder json NOT NULL, since timestamptz NOT NULL, answer_id uuid, closed_at timestamptz
);
CREATE INDEX IF NOT EXISTS told_state ON bench.told (state, n)`;

/** $1 first number, $2 last number, $3 the moment of the newest, $4 and $5 agencies with a unit each, $6 categories. */
export const tell = `
INSERT INTO bench.told
WITH drawn AS (
  SELECT n, $3::timestamptz - interval '365 days' * (($2::int - n)::float8 / ($2::int - $1::int + 1)) AS at,
    bench.chance(n, 1) AS stage, bench.chance(n, 2) AS desk, n % 100 = 7 AS secret, n % 10 = 0 AS anonymous,
    1 + floor(cardinality($4::text[]) * bench.chance(n, 3) ^ 2)::int AS place,
    ($6::text[])[1 + floor(cardinality($6::text[]) * bench.chance(n, 4))::int] AS category
  FROM generate_series($1::int, $2::int) AS n
), staged AS (
  SELECT *, at > $3::timestamptz - interval '21 days' AS recent, CASE
      WHEN desk < 0.01 AND at > $3::timestamptz - interval '21 days' THEN 'SUBMITTED'
      WHEN at > $3::timestamptz - interval '21 days' THEN
        CASE WHEN stage < 0.2 THEN 'ROUTED' WHEN stage < 0.45 THEN 'ASSIGNED' WHEN stage < 0.75 THEN 'IN_PROGRESS'
             WHEN stage < 0.95 THEN 'ANSWERED' ELSE 'CLOSED' END
      ELSE CASE WHEN stage < 0.05 THEN 'IN_PROGRESS' WHEN stage < 0.07 THEN 'ANSWERED' WHEN stage < 0.11 THEN 'ARCHIVED'
             ELSE 'CLOSED' END
    END AS state
  FROM drawn
), held AS (
  SELECT *, state <> 'SUBMITTED' AS routed, state NOT IN ('SUBMITTED', 'ROUTED') AS assigned FROM staged
)
SELECT n, bench.key(at, n, 0), at, (at AT TIME ZONE 'Asia/Makassar')::date, secret, anonymous, category, '64.08', state,
  state = 'IN_PROGRESS' AND NOT recent,
  CASE WHEN routed THEN ($4::text[])[place] END, CASE WHEN assigned THEN ($5::text[])[place] END,
  CASE WHEN NOT routed THEN json_build_object('body', 'national-desk')
       WHEN assigned THEN json_build_object('body', 'agency', 'agency', ($4::text[])[place], 'unit', ($5::text[])[place])
       ELSE json_build_object('body', 'agency', 'agency', ($4::text[])[place]) END,
  CASE WHEN recent OR state = 'ANSWERED' THEN $3::timestamptz - interval '1 day' * bench.chance(n, 5) ELSE at + interval '20 days' END,
  CASE WHEN state IN ('ANSWERED', 'CLOSED') THEN bench.key(at + interval '9 days', n, 1) END,
  CASE WHEN state IN ('CLOSED', 'ARCHIVED') THEN at + interval '20 days' END
FROM held ORDER BY n`;
