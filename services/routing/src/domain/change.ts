import type { Asking } from './authority.js';
import { changeAgency, endAgency } from './change-agency.js';
import { changeAbsence, changePost, endPost } from './change-post.js';
import { changeSystem, endSystem } from './change-system.js';
import type { Change, Outcome } from './changes.js';
import { changeCategory, changeUnit, endCategory, endUnit } from './change-unit.js';
import type { Chart } from './chart.js';

/** What comes of a change that somebody asks for, on the organisation as it is. */
export function changed(change: Change, asking: Asking, chart: Chart): Outcome {
  const { version } = change;
  switch (change.what) {
    case 'agency':
      return changeAgency(change.body, version, asking, chart);
    case 'agency-end':
      return endAgency(change, version, asking, chart);
    case 'unit':
      return changeUnit(change.body, version, asking, chart);
    case 'unit-end':
      return endUnit(change, version, asking, chart);
    case 'category':
      return changeCategory(change.body, version, asking, chart);
    case 'category-end':
      return endCategory(change.code, version, asking, chart);
    case 'post':
      return changePost(change.body, version, asking, chart);
    case 'post-end':
      return endPost(change, version, asking, chart);
    case 'system':
      return changeSystem(change.body, version, asking, chart);
    case 'system-end':
      return endSystem(change.code, version, asking, chart);
    case 'absence':
      return changeAbsence(change.post, change.body, version, asking, chart);
  }
}
