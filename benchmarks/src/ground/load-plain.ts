/** Loaded into a service by `node --import`, by one bench alone (P16). */
import { loadChanged } from '@tuntas/testing/faults';
import { plainCode } from './plain-code.js';

loadChanged('The service without security', plainCode);
