import { type Asking, rulesBelow } from './authority.js';
import { type Outcome, type ProposedSystem, staleness, unless } from './changes.js';
import { type Chart, hasEnded, type SystemEntry } from './chart.js';

/**
 * Lets a system act for an agency, or changes what it may do and until when: by the agency's coordinators, who give it no
 * more than they have, and by who stands above. One that is over begins anew with this; of another agency it never becomes.
 */
export function changeSystem(body: ProposedSystem, version: number, asking: Asking, chart: Chart): Outcome {
  const known = chart.systems.get(body.code);
  if (!rulesBelow(body.agency, asking, chart)) return 'not-theirs';
  if (known && !rulesBelow(known.agency, asking, chart)) return 'not-theirs';
  const agency = chart.agencies.get(body.agency);
  const { now } = chart;
  const from = known && !isOver(known, now) ? known.from : now;
  return (
    staleness(version, known) ??
    unless(
      [
        [!agency || hasEnded(agency, chart), { code: 'organisation-agency-unknown', field: 'agency' }],
        [known !== undefined && known.agency !== body.agency, { code: 'system-of-another-agency', field: 'agency' }],
        [body.to !== undefined && body.to <= now, { code: 'post-ends-in-the-past', field: 'to' }],
      ],
      () => [{ ...body, from, of: 'system', version: version + 1 }],
    )
  );
}

/** Ends a system now: within a minute nothing more is done for it. */
export function endSystem(code: string, version: number, asking: Asking, chart: Chart): Outcome {
  const known = chart.systems.get(code);
  if (!known || !rulesBelow(known.agency, asking, chart)) return 'not-theirs';
  return (
    staleness(version, known) ??
    unless([[isOver(known, chart.now), { code: 'organisation-ended', field: 'code' }]], () => [
      { ...known, to: chart.now, version: version + 1 },
    ])
  );
}

const isOver = ({ to }: SystemEntry, now: Date): boolean => to !== undefined && to <= now;
