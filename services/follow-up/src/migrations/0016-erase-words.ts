import { migration } from '@tuntas/postgres';

/** D12: what officers wrote is erased with the words that it answers; the row stays, for facts name it. */
export const EraseWords = migration(
  'EraseWords1700000000116',
  `ALTER TABLE texts ALTER COLUMN words DROP NOT NULL, ADD COLUMN erased_at timestamptz`,
  `ALTER TABLE texts ADD CONSTRAINT texts_words_or_erased CHECK (words IS NOT NULL OR erased_at IS NOT NULL)`,
);
