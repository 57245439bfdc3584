import { describeRegisteredData } from '@tuntas/testing';
import { migrations } from './migrate.js';

describeRegisteredData('routing', migrations);
