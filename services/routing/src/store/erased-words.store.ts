import { Injectable } from '@nestjs/common';
import { eraseWords, type Store } from '@tuntas/messaging';
import type { Sql } from '@tuntas/postgres';

/** A complaint whose words were erased. */
export type ErasedWords = 'erased';

/** Routing keeps no words but in messages that wait in its inbox: nothing is loaded, and nothing else is emptied. */
@Injectable()
export class ErasedWordsStore implements Store<ErasedWords> {
  async load(): Promise<ReadonlyMap<string, ErasedWords>> {
    return Promise.resolve(new Map());
  }

  async save(changed: ReadonlyMap<string, ErasedWords>, sql: Sql): Promise<void> {
    await eraseWords([...changed.keys()], sql);
  }
}
