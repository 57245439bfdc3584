import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import type { Contains } from './domain/gazetteer.js';

/** Point in polygon by turf. */
export const contains: Contains = (boundary, longitude, latitude) =>
  booleanPointInPolygon([longitude, latitude], boundary);
