import type { Difference } from './copied-services.js';

/** Ends row-level security on every table. */
const MAKE_PLAIN = `
  DO $$
  DECLARE one regclass;
  BEGIN
    FOR one IN SELECT oid FROM pg_class WHERE relrowsecurity LOOP
      EXECUTE format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY', one);
    END LOOP;
  END $$`;

/** Services without their security, for one bench alone: changed code (`plainCode`), and databases in which no row is hidden. */
export const plain: Difference = {
  name: 'plain',
  sql: MAKE_PLAIN,
  modules: [new URL('./load-plain.js', import.meta.url).href],
};
