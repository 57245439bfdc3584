import { describeRegisteredData } from '@tuntas/testing';
import { keyMigrations, migrations } from './migrations/index.js';

describeRegisteredData('intake', migrations);
describeRegisteredData('intake-keys', keyMigrations);
