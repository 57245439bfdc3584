import { describeGrowingJournal } from '@tuntas/testing';
import { migrations } from './migrate.js';

describeGrowingJournal('routing', migrations);
