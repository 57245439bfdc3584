import { describe, expect, it } from 'vitest';
import { judgeAgreement, judgeReading, type PostHolder, type Unsealing } from './unsealing.js';

const siti: PostHolder = { subject: 'siti', role: 'inspectorate' };
const budi: PostHolder = { subject: 'budi', role: 'national-desk' };
const at = (hours: number): Date => new Date(Date.parse('2026-11-29T00:00:00.000Z') + hours * 3_600_000);
const asked: Unsealing = { id: 'u', reason: 'Ancaman', askedBy: siti, askedAt: at(0).toISOString() };
const agreed: Unsealing = { ...asked, agreedBy: budi, agreedAt: at(1).toISOString() };

describe('agreeing', () => {
  it('takes another person of another post, within a day', () => {
    expect(judgeAgreement(asked, budi, at(23.9))).toBe('fine');
    expect(judgeAgreement(asked, budi, at(24))).toBe('unsealing-over');
    expect(judgeAgreement(asked, siti, at(1))).toBe('another-person-needed');
    expect(judgeAgreement(asked, { ...siti, subject: 'tono' }, at(1))).toBe('another-person-needed');
    expect(judgeAgreement(asked, { ...budi, subject: 'siti' }, at(1))).toBe('another-person-needed');
  });

  it('happens once', () => {
    expect(judgeAgreement(agreed, budi, at(2))).toBe('repeated');
    expect(judgeAgreement(agreed, { ...budi, subject: 'tono' }, at(2))).toBe('unsealing-over');
    expect(judgeAgreement(undefined, budi, at(2))).toBe('not-found');
  });
});

describe('reading', () => {
  it('is for who asked, once, within an hour of the agreement', () => {
    expect(judgeReading(agreed, siti, at(1.9))).toBe('fine');
    expect(judgeReading(agreed, siti, at(2))).toBe('unsealing-over');
    expect(judgeReading({ ...agreed, readAt: at(1.5).toISOString() }, siti, at(1.6))).toBe('unsealing-over');
    expect(judgeReading(asked, siti, at(1))).toBe('unsealing-not-agreed');
    expect(judgeReading(asked, siti, at(25))).toBe('unsealing-over');
  });

  it('is for nobody else, not for the second person either', () => {
    expect(judgeReading(agreed, budi, at(1.5))).toBe('not-found');
    expect(judgeReading(agreed, { ...siti, role: 'oversight' }, at(1.5))).toBe('not-found');
    expect(judgeReading(undefined, siti, at(1.5))).toBe('not-found');
  });
});
