import { migration } from '@tuntas/postgres';

/** Complaints whose words were erased, and when: a message with older words that comes late and is faulty is not parked. */
export const CreateErasedWords = migration(
  'CreateErasedWords1700000000012',
  `CREATE TABLE messaging.erased_words (
     key text COLLATE "C" PRIMARY KEY,
     erased_at timestamptz NOT NULL
   )`,
);
