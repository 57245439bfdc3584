import { migration } from '@tuntas/postgres';

/**
 * D12: what shall be erased, and how far that is; and what the law wants kept.
 *
 * - `erasures`: one row a complaint of which anything was, or shall be, erased. It stays: the mark keeps later copies away.
 * - `legal_holds`: while one stands, words are not erased. The reason is an officer's, and for officers.
 */
export const CreateErasures = migration(
  'CreateErasures1700000000107',
  `CREATE TABLE erasures (
     complaint_id uuid PRIMARY KEY,
     because text COLLATE "C" NOT NULL CHECK (because IN ('asked', 'consent-withdrawn', 'retention')),
     words boolean NOT NULL,
     asked_at timestamptz NOT NULL,
     identity_erased_at timestamptz,
     words_erased_at timestamptz
   )`,
  `CREATE INDEX erasures_waiting ON erasures (asked_at)
     WHERE identity_erased_at IS NULL OR (words AND words_erased_at IS NULL)`,
  `CREATE TABLE legal_holds (
     id uuid PRIMARY KEY,
     complaint_id uuid NOT NULL,
     reason text NOT NULL,
     until date,
     placed_by_role text COLLATE "C" NOT NULL,
     placed_by_subject text COLLATE "C" NOT NULL,
     placed_at timestamptz NOT NULL,
     lifted_by_role text COLLATE "C",
     lifted_by_subject text COLLATE "C",
     lifted_at timestamptz
   )`,
  `CREATE INDEX legal_holds_standing ON legal_holds (complaint_id) WHERE lifted_at IS NULL`,
);
