import { describeRegisteredData } from '@tuntas/testing';
import { migrations } from './migrations/index.js';

describeRegisteredData('portal', migrations);
