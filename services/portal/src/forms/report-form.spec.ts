import { invalidFields } from '@tuntas/runtime';
import { describe, expect, it } from 'vitest';
import { faultsBeforeSending, faultsIn, readReportForm, reportFrom } from './report-form.js';

describe('the form of a report', () => {
  it('needs what happened and where, and says both at once', () => {
    expect(faultsBeforeSending(readReportForm({})).map(({ field, code }) => [field, code])).toEqual([
      ['text', 'text-empty'],
      ['place', 'place-missing'],
    ]);
  });

  it.each([{ place: 'Pasar' }, { area: '64.08.04' }, { noPlace: 'yes' }])('takes %j for a place', (where) => {
    expect(faultsBeforeSending(readReportForm({ text: 'Rusak', ...where }))).toEqual([]);
  });

  it('sends only what was filled in, and tells no place where there is none', () => {
    const form = readReportForm({ text: 'a\r\nb', place: ' Pasar ', noPlace: 'yes', area: '64.08.04', email: ' ' });
    expect(reportFrom(form)).toEqual({ text: 'a\nb', anonymous: false, secret: false, supervisory: false });
  });

  it.each([
    ['everyone', false, false],
    ['officers', true, false],
    ['secret', true, true],
    ['nonsense', false, false],
  ])('who may know: %s', (who, anonymous, secret) => {
    expect(reportFrom(readReportForm({ text: 'a', who }))).toMatchObject({ anonymous, secret });
  });

  it('survives fields that came twice or as something else', () => {
    expect(readReportForm({ text: ['a', 'b'], who: {}, noPlace: ['yes'] })).toMatchObject({
      text: '',
      who: 'everyone',
      noPlace: false,
    });
  });

  it('puts intake’s refusal at its field, and keeps what belongs to none apart', () => {
    const problem = invalidFields([
      { code: 'contact-invalid', field: 'contact.email' },
      { code: 'unknown-area', field: 'place.area' },
      { code: 'unknown-field', field: 'channel' },
    ]);
    expect(faultsIn(problem)).toEqual([
      { field: 'email', code: 'contact-invalid' },
      { field: 'area', code: 'unknown-area' },
    ]);
  });
});
