import type { Problem } from '@tuntas/runtime';
import { checkedBy } from '@tuntas/runtime';
import { describe, expect, it } from 'vitest';
import { newComplaint } from './new-complaint.js';

const pipe = checkedBy(newComplaint);
const take = (body: unknown) => pipe.transform(body, { type: 'body' });
const faultOf = (body: unknown): { code: string; field: string | undefined } => {
  try {
    take(body);
  } catch (error) {
    const { code, field } = error as Problem;
    return { code, field };
  }
  return expect.fail('it was taken');
};

describe('the door takes', () => {
  it.each([
    ['a text alone', { text: 'Jalan rusak' }],
    ['newlines and tabs', { text: 'Jalan rusak\n\tdi depan pasar\r\nsejak Mei' }],
    ['10,000 characters outside the first plane', { text: '😀'.repeat(10_000) }],
    ['everything', everything()],
  ])('%s', (_, body) => {
    expect(take(body)).toMatchObject({ text: body.text, kind: 'complaint', secret: false });
  });
});

describe('the door refuses', () => {
  it.each([
    ['nothing', undefined, 'field-required', undefined],
    ['a list', [], 'wrong-type', undefined],
    ['a body without text', {}, 'field-required', 'text'],
    ['a null text', { text: null }, 'field-required', 'text'],
    ['a number as text', { text: 5 }, 'wrong-type', 'text'],
    ['an empty text', { text: '' }, 'text-empty', 'text'],
    ['blanks', { text: ' \n\t ' }, 'text-empty', 'text'],
    ['10,001 characters', { text: '😀'.repeat(10_001) }, 'text-too-long', 'text'],
    ['a NUL', { text: 'a\u0000b' }, 'control-characters', 'text'],
    ['an escape', { text: 'a\u001bb' }, 'control-characters', 'text'],
    ['half a surrogate pair', { text: 'a\ud800b' }, 'control-characters', 'text'],
    ['an unknown field', { text: 'a', urgent: true }, 'unknown-field', 'urgent'],
    ['an unknown field inside', { text: 'a', contact: { fax: '1' } }, 'unknown-field', 'contact.fax'],
    ['an empty title', { text: 'a', title: '' }, 'text-empty', 'title'],
    ['a long title', { text: 'a', title: 'a'.repeat(201) }, 'text-too-long', 'title'],
    ['an unknown kind', { text: 'a', kind: 'rant' }, 'unknown-value', 'kind'],
    ['a word as flag', { text: 'a', secret: 'yes' }, 'wrong-type', 'secret'],
    ['an agency that is no code', { text: 'a', agency: 'Dinas PU' }, 'wrong-format', 'agency'],
    ['a category that is no code', { text: 'a', category: '/' }, 'wrong-format', 'category'],
    ['an area that is no code', { text: 'a', place: { area: '6408' } }, 'wrong-format', 'place.area'],
    ['a point in the sea off Africa', pointAt(0, 0), 'point-outside-indonesia', 'place.point'],
    ['exchanged coordinates', pointAt(117.5, 0.5), 'point-outside-indonesia', 'place.point'],
    ['half a point', { text: 'a', place: { point: { latitude: 0 } } }, 'field-required', 'place.point.longitude'],
    ['a point in words', pointAt('0', 117), 'wrong-type', 'place.point.latitude'],
    ['an e-mail without domain', { text: 'a', contact: { email: 'budi@' } }, 'contact-invalid', 'contact.email'],
    ['two e-mails', { text: 'a', contact: { email: 'a@b.id, c@d.id' } }, 'contact-invalid', 'contact.email'],
    [
      'a header in an e-mail',
      { text: 'a', contact: { email: 'a@b.id\r\nBcc: x@y.id' } },
      'contact-invalid',
      'contact.email',
    ],
    ['a word as phone', { text: 'a', contact: { phone: 'rumah' } }, 'contact-invalid', 'contact.phone'],
    ['an unknown language', { text: 'a', language: 'jv' }, 'unknown-value', 'language'],
  ])('%s', (_, body, code, field) => {
    expect(faultOf(body)).toEqual({ code, field });
  });
});

function everything() {
  return {
    text: 'Jalan rusak',
    title: 'Jalan',
    kind: 'complaint',
    category: 'infrastruktur/jalan-rusak',
    agency: 'dinas-pekerjaan-umum',
    place: { words: 'depan pasar', area: '64.08.04', point: { latitude: 0.5, longitude: 117.5 } },
    anonymous: true,
    secret: false,
    supervisory: false,
    contact: { name: 'Budi', email: 'budi@contoh.id', phone: '+62 812-3456-789' },
    language: 'id',
    channel: 'web',
  };
}

function pointAt(latitude: unknown, longitude: unknown) {
  return { text: 'a', place: { point: { latitude, longitude } } };
}
