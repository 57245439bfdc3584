import type { Flaw } from '../flaw.js';

export const offsetBeforeCommit: Flaw = {
  name: 'offset-before-commit',
  says: 'A consumer commits its offsets before its effects are in the database.',
  services: ['follow-up'],
  changes: [
    {
      file: 'libs/messaging/dist/kafka/gatherer.js',
      from: 'await onChunk(chunk.records, delivery);',
      to: `for (const { batch, next } of chunk.parts) markUpTo(batch, next);
                await chunk.first.commit();
                await onChunk(chunk.records, delivery);`,
    },
  ],
};
