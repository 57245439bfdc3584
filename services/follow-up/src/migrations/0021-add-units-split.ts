import { migration } from '@tuntas/postgres';

/** Of a unit that was split, which unit took over what, as routing said. */
export const AddUnitsSplit = migration('AddUnitsSplit1700000000121', `ALTER TABLE units ADD COLUMN split jsonb`);
