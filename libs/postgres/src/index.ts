export { Database, type DatabaseOptions, type Session } from './database.js';
export { migration, type MigrationClass } from './migration.js';
export { type Connection, json, type Sql, sqlOn } from './sql.js';
export { asOfficer, officersSight, shownToOfficers } from './officers.js';
export { OFFICERS_ROLE, onlyGrows, refuseMightyLogin, refuseRewritingLogin, SERVICE_ROLE } from './roles.js';
export { keptSight, quickSight, shownAnew } from './quick-sight.js';
export { withoutSamples } from './samples.js';
export { postgres } from './postgres.module.js';
