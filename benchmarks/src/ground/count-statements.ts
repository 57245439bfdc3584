import { renameSync, writeFileSync } from 'node:fs';
import pg from 'pg';

/*
 * Loaded into the services by `--import` while they are measured: counts what they send to their databases, BEGIN and
 * COMMIT too, and writes the number where the bench reads it.
 */
const WRITE_EVERY_MS = 250;

const { STATEMENTS_FILE: file = '' } = process.env;
const client = pg.Client.prototype as unknown as { query: (...given: unknown[]) => unknown };
const { query } = client;
let sent = 0;
let written = -1;
client.query = function counting(...given: unknown[]): unknown {
  sent += 1;
  return query.apply(this, given);
};

setInterval(() => {
  if (sent === written || file === '') return;
  // Whoever reads meanwhile finds the number before, not an empty file.
  writeFileSync(`${file}.new`, String(sent));
  renameSync(`${file}.new`, file);
  written = sent;
}, WRITE_EVERY_MS).unref();
