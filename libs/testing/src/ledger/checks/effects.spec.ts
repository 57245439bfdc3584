import { describe, expect, it } from 'vitest';
import { event, evidence } from '../../../fixtures/planted-evidence.js';
import type { LoggedEvent } from '../evidence.js';
import { oneEffectEach } from './effects.js';

const act = (type: string): LoggedEvent => event('a', 1, type, {}, { stream: 'tuntas.intake.v1', id: 'act' });
const came = (offset: number, type: string, key = 'a'): LoggedEvent =>
  event(key, offset, type, {}, { causationId: 'act' });
const found = async (...events: readonly LoggedEvent[]) => oneEffectEach.find(evidence(events));

describe('what the complainant did', () => {
  it.each([
    ['complaint.withdrawn', 'case.withdrawn'],
    ['complaint.withdrawn', 'case.withdrawal-asked'],
    ['complaint.withdrawn', 'case.members-changed'],
    ['complaint.appealed', 'case.restored'],
    ['complaint.made-secret', 'case.sealed'],
    ['complaint.disputed', 'case.reopened'],
    ['complaint.accepted', 'case.members-changed'],
  ])('as %s is applied by %s or refused, never both', async (type, verdict) => {
    expect(await found(act(type), came(1, verdict))).toEqual([]);
    expect(await found(act(type), came(1, 'case.act-refused'))).toEqual([]);
    expect(await found(act(type), came(1, verdict), came(2, 'case.act-refused'))).toHaveLength(1);
  });

  it('ends a membership on both sides, each once', async () => {
    const both = [came(1, 'case.withdrawn'), came(1, 'case.members-changed', 'lead')];
    expect(await found(act('complaint.withdrawn'), ...both)).toEqual([]);
    expect(await found(act('complaint.withdrawn'), ...both, came(2, 'case.members-changed', 'lead'))).toHaveLength(1);
  });

  it('ends the whole case when it is the last to leave or accept, once', async () => {
    const last = [came(1, 'case.members-changed'), came(2, 'case.closed')];
    expect(await found(act('complaint.accepted'), ...last)).toEqual([]);
    expect(await found(act('complaint.accepted'), ...last, came(3, 'case.closed'))).toHaveLength(1);
    expect(await found(act('complaint.accepted'), ...last, came(3, 'case.act-refused'))).toHaveLength(2);
  });

  it('is not answered by what answers something else', async () => {
    expect(await found(act('complaint.appealed'), came(1, 'case.closed'))).toEqual([
      'case.closed of a came of complaint.appealed',
    ]);
  });

  it('that was added is one text', async () => {
    expect(await found(act('complaint.added'), came(1, 'case.text-added'))).toEqual([]);
    expect(await found(act('complaint.added'), came(1, 'case.text-added'), came(2, 'case.text-added'))).toHaveLength(1);
  });
});

it('sees that an answer of routing was both applied and void', async () => {
  const answer = event('a', 1, 'complaint.routed', {}, { stream: 'tuntas.routing.v1', id: 'act' });
  expect(await found(answer, came(1, 'case.routed'), came(2, 'case.routing-void'))).toHaveLength(1);
});

describe('a letter', () => {
  const second = (at: number): string => new Date(at * 1_000).toISOString();
  const sentAt = async (seconds: readonly number[], crashedAt?: readonly number[], part = 'notification') => {
    const mails = seconds.map((at) => ({
      id: `${at}`,
      messageId: '<a@b>',
      to: 'x',
      subject: '',
      text: '',
      receivedAt: second(at),
    }));
    const ends = crashedAt?.map((at) => ({ part, at: new Date(at * 1_000) }));
    return oneEffectEach.find({ ...evidence([]), mails, ends });
  };

  it('goes once more after each crash that could have kept it from being recorded, and never else', async () => {
    expect(await sentAt([10, 80], [9])).toEqual([]);
    expect(await sentAt([10, 80, 150], [11, 79])).toEqual([]);
    expect(await sentAt([10, 80], [])).toEqual(['2 mails with the id <a@b>']);
    expect(await sentAt([10, 80], [1, 81])).toHaveLength(1);
    expect(await sentAt([10, 80], [11], 'statistics')).toHaveLength(1);
    expect(await sentAt([10, 80, 150], [11])).toEqual(['3 mails with the id <a@b>']);
  });

  it('that goes once more is told, also where a crash explains it', () => {
    const mails = ['<a@b>', '<c@b>', '<a@b>'].map((messageId) => ({
      id: '',
      messageId,
      to: '',
      subject: '',
      text: '',
      receivedAt: '',
    }));
    expect(oneEffectEach.report?.({ ...evidence([]), mails })).toEqual(['I6: 1 of 3 mails repeat a letter']);
    expect(oneEffectEach.report?.({ ...evidence([]), mails: mails.slice(1) })).toEqual([]);
  });

  it('may go twice where nobody knows of crashes', async () => {
    expect(await sentAt([10, 80])).toEqual([]);
    expect(await sentAt([10, 80, 150])).toHaveLength(1);
  });
});
