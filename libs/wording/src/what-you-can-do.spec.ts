import { describe, expect, it } from 'vitest';
import { whatYouCanDo } from './what-you-can-do.js';

describe('what the complainant can do now', () => {
  it('is nothing, and says so', () => {
    expect(whatYouCanDo([], 'id')).toBe('Sekarang Anda tidak perlu melakukan apa-apa.');
    expect(whatYouCanDo([], 'en')).toBe('You need not do anything now.');
  });

  it('begins with what somebody waits for', () => {
    expect(whatYouCanDo(['accept', 'dispute', 'add', 'withdraw'], 'en')).toBe(
      'You can now accept the answer or say that it is not solved. You can also add details or withdraw the report.',
    );
    expect(whatYouCanDo(['appeal'], 'id')).toBe('Sekarang Anda dapat mengajukan keberatan.');
  });

  it('asks for nothing where all of it is left to the complainant', () => {
    expect(whatYouCanDo(['add', 'make-secret', 'withdraw'], 'id')).toBe(
      'Sekarang Anda tidak perlu melakukan apa-apa, tetapi dapat menambah keterangan, merahasiakan laporan, atau mencabut laporan.',
    );
    expect(whatYouCanDo(['add', 'withdraw'], 'en')).toBe(
      'You need not do anything now, but you can add details or withdraw the report.',
    );
  });
});
