export { Database, type DatabaseOptions } from './database.js';
export { migration, type MigrationClass } from './migration.js';
export { type Connection, json, type Sql, sqlOn } from './sql.js';
