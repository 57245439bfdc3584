import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { unavailable } from '@tuntas/runtime';
import type { KeptWords } from '../domain/case-file.js';
import { ComplaintReader, type ComplaintRow } from '../store/complaint-reader.js';
import { seal } from './sealing.js';

/** Words that are said after the complaint itself: sealed with its key when it is secret, as its own words are. */
@Injectable()
export class WordsToKeep {
  constructor(@Inject(ComplaintReader) private readonly reader: ComplaintReader) {}

  /** @throws Problem `unavailable` when a secret complaint's key is not there */
  async of({ id, secret }: Pick<ComplaintRow, 'id' | 'secret'>, said: string): Promise<KeptWords> {
    const textId = randomUUID();
    if (!secret) return { id: textId, words: said };
    const key = await this.reader.dataKey(id);
    if (!key) throw unavailable();
    const sealed = seal(key, `text ${id}`, Buffer.from(JSON.stringify({ text: said })));
    return { id: textId, sealed: `\\x${sealed.toString('hex')}` };
  }
}
