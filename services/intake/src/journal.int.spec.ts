import { describeGrowingJournal } from '@tuntas/testing';
import { migrations } from './migrations/index.js';

describeGrowingJournal('intake', migrations);
