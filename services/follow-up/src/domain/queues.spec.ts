import { describe, expect, it } from 'vitest';
import { AGENCY, caseIn, later, made, MONDAY, step, UNIT } from '../../fixtures/cases.js';
import { tick } from './clocks.js';
import { placesOf } from './queues.js';

const at = (days: number) => tick(caseIn('IN_PROGRESS'), later(MONDAY, days)).kase;

describe('the queues of a case', () => {
  it('follow its state and its holder', () => {
    expect(placesOf(caseIn('SUBMITTED'))).toMatchObject({ queues: ['to-verify'], scopes: ['@national-desk'] });
    expect(placesOf(caseIn('ROUTED'))).toMatchObject({ queues: ['to-verify'], scopes: [AGENCY] });
    expect(placesOf(caseIn('ASSIGNED'))).toMatchObject({ queues: ['unit'], scopes: [AGENCY, `${AGENCY}/${UNIT}`] });
    expect(placesOf(caseIn('ANSWERED')).queues).toEqual(['waiting-complainant']);
  });

  it('are the arbiter’s alone for what agencies could not agree on, until it is routed', () => {
    const waits = caseIn('SUBMITTED', { toArbiter: true });
    expect(placesOf(waits)).toMatchObject({ queues: ['arbiter'], scopes: ['@national-desk'] });
    expect(placesOf({ ...caseIn('ROUTED'), toArbiter: true }).queues).toEqual(['to-verify']);
  });

  it('are none once the case is over', () => {
    expect(placesOf(caseIn('CLOSED')).queues).toEqual([]);
  });

  it('say almost late after a reminder, late after the breach, and never both', () => {
    expect(placesOf(at(15)).queues).toEqual(['unit', 'almost-late']);
    expect(placesOf(at(20)).queues).toEqual(['unit', 'late']);
  });

  it('call nobody late for the complainant’s silence', () => {
    expect(placesOf(tick(caseIn('ANSWERED'), later(MONDAY, 13)).kase).queues).toEqual(['waiting-complainant']);
  });

  it('show what was reopened until it is answered again', () => {
    const reopened = made(step(caseIn('ANSWERED'), 'dispute')).kase;
    expect(placesOf(reopened).queues).toEqual(['unit', 'reopened']);
    expect(placesOf(made(step(reopened, 'answer')).kase).queues).toEqual(['waiting-complainant']);
  });

  it('put the earliest date that can still be kept first', () => {
    expect(placesOf(caseIn('ROUTED')).dueAt).toBe('2025-11-26T16:00:00.000Z');
    const lateWithD2 = tick(caseIn('ROUTED'), later(MONDAY, 4)).kase;
    expect(placesOf(lateWithD2).dueAt).toBe('2025-12-01T16:00:00.000Z');
  });
});
