import { CategoryDescribed, ComplaintLeftToDesk, fact } from '@tuntas/events';
import { given, TEST_NOW } from '@tuntas/testing';
import { describe, expect, it } from 'vitest';
import type { AskedComplaint } from '../domain/asked-complaint.js';
import type { OrganisationRow } from '../store/organisation.store.js';
import { LeaveUnreadToDesk } from './leave-unread-to-desk.js';
import { PublishOrganisation } from './publish-organisation.js';

const minutesAgo = (minutes: number): Date => new Date(TEST_NOW.getTime() - minutes * 60_000);

describe('a case whose words never came', () => {
  const { decide } = new LeaveUnreadToDesk();
  const opened = (minutes: number, more: Partial<AskedComplaint> = {}): AskedComplaint => ({
    complaintId: '0193a000-0000-7000-8000-00000000000a',
    secret: false,
    supervisory: false,
    class: 'unknown',
    case: {
      state: 'SUBMITTED',
      round: 1,
      holder: { body: 'national-desk' },
      openedAt: minutesAgo(minutes),
      toArbiter: false,
    },
    answers: [],
    ...more,
  });

  it('is left to the desk after a quarter of an hour, once', () => {
    const { state, facts } = given(opened(15)).when(decide, undefined).decision();
    expect(facts.map(({ event, data }) => [event, data])).toEqual([
      [ComplaintLeftToDesk, expect.objectContaining({ round: 1, reasons: [{ kind: 'words-gone' }] })],
    ]);
    given(state).when(decide, undefined).then('unchanged');
  });

  it('goes to the inspectorate when it is secret or may be supervisory', () => {
    const [said] = given(opened(15, { secret: true }))
      .when(decide, undefined)
      .decision().facts;
    expect(said?.data).toMatchObject({ reasons: [{ kind: 'for-the-inspectorate' }] });
  });

  it('is given time, and left alone when it has moved on', () => {
    given(opened(14)).when(decide, undefined).then('unchanged');
    const kase = { ...opened(60).case!, state: 'ROUTED' as const };
    given(opened(60, { case: kase }))
      .when(decide, undefined)
      .then('unchanged');
  });
});

describe('a row of the organisation', () => {
  const decide = PublishOrganisation.prototype.decide.bind({});
  const row = (published?: OrganisationRow['published']): OrganisationRow => ({
    fact: fact(CategoryDescribed, { version: 2, code: 'kesehatan', name: 'Kesehatan' }),
    published,
  });

  it.each([
    ['it was never published', row()],
    ['it has a new version', row({ version: 1, at: TEST_NOW })],
    ['a day has passed', row({ version: 2, at: minutesAgo(24 * 60) })],
  ])('is published when %s', (_, due) => {
    given(due)
      .when(decide, undefined)
      .then({ ...due, published: { version: 2, at: TEST_NOW } }, due.fact);
  });

  it('is not published twice a day', () => {
    given(row({ version: 2, at: minutesAgo(60) }))
      .when(decide, undefined)
      .then('unchanged');
  });
});
