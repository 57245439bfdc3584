import type { Change } from '@tuntas/testing/faults';

/**
 * What a service is without its security, as changes of its compiled code, so that what is shipped has no switch for it:
 *
 * - who told a complaint, and the words of a secret one, are kept as they are, without a key and without the keys' database;
 * - what is asked for an officer is asked as the service, without the transaction that only the officer's role needs;
 * - nothing is chained.
 *
 * Row-level security itself is ended in the database (`plain`).
 */
export const plainCode: readonly Change[] = [
  {
    file: 'services/intake/dist/commands/candidate.js',
    from: 'await sealedParts(id, told, makers.vault);',
    to: `{
        keys: [],
        ...(told.contact || told.secret ? { identity: asBytes({ ...told.contact }) } : {}),
        ...(told.secret ? { sealed_words: asBytes({ title: told.title, text: told.text, place: told.place }) } : {}),
    };
    function asBytes(value) { return bytes(Buffer.from(JSON.stringify(value)).toString('hex')); }`,
  },
  {
    file: 'libs/postgres/dist/officers.js',
    from: 'export async function asOfficer(sql, posts, work) {',
    to: `export async function asOfficer(sql, posts, work) {
    return work(sql);`,
  },
  {
    file: 'libs/postgres/dist/database.js',
    from: 'async readAsOfficer(posts, work) {',
    to: `async readAsOfficer(posts, work) {
        return work(this.sql);`,
  },
  {
    // In one piece as well, but for BEGIN and COMMIT; what stood there is called by nobody.
    file: 'libs/postgres/dist/database.js',
    from: 'const sendAll = () => {',
    to: `const sendAll = () => [undefined, ask(sql)];
        const unused = () => {`,
  },
  { file: 'libs/messaging/dist/messaging.js', from: 'this.#chainer.start();', to: '' },
];
