import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isStream } from '@tuntas/events';
import type { Addresses } from '@tuntas/local';
import { dataRegister, type DataRegister } from '@tuntas/testing';
import { readTopics } from '@tuntas/testing/ledger';
import { Kafka, logLevel } from 'kafkajs';
import type { Looked, Place } from './places.js';
import type { Search } from './search.js';

const NOTHING: ReadonlySet<string> = new Set();
const WHOLE = 'whole body';
const INDEX = /\.(?:time)?index$/;

/** Every record of every topic from offset 0, by field; dead letters and what the broker keeps for itself included. */
export async function inTopics({ brokers }: Addresses, search: Search): Promise<Looked[]> {
  const register = dataRegister();
  const kafka = new Kafka({ clientId: 'canaries', brokers: brokers.split(','), logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  const topics = await admin.listTopics();
  await admin.disconnect();
  const looked: Looked[] = [];
  await readTopics(kafka, topics, (topic, _partition, { key, value, headers = {} }) => {
    const parts: [string, Buffer][] = [
      ['key', key ?? Buffer.alloc(0)],
      ...Object.entries(headers).map(([name, header]): [string, Buffer] => [
        `header ${name}`,
        Buffer.from(String(header)),
      ]),
    ];
    for (const [name, bytes] of parts) looked.push(part(topic, name, bytes, NOTHING, search));
    for (const [field, bytes] of fieldsOf(value))
      looked.push(part(topic, field, bytes, classesOf(register, topic, field), search));
  });
  return looked;
}

function part(topic: string, field: string, bytes: Buffer, classes: ReadonlySet<string>, search: Search): Looked {
  return {
    place: { output: 'topic', where: `${topic} ${field}`, classes },
    bytes: bytes.length,
    found: search.in(bytes),
  };
}

/** Leaves by the name under which they stand, as the register has them; what is no JSON as a whole. */
function fieldsOf(value: Buffer | null): [string, Buffer][] {
  if (value === null) return [];
  try {
    return leaves(WHOLE, JSON.parse(value.toString()));
  } catch {
    return [[WHOLE, value]];
  }
}

function leaves(name: string, value: unknown): [string, Buffer][] {
  if (Array.isArray(value)) return value.flatMap((one) => leaves(name, one));
  if (typeof value !== 'object' || value === null) return [[name, Buffer.from(String(value))]];
  return Object.entries(value).flatMap(([field, inner]) => [
    [`name ${field}`, Buffer.from(field)] as [string, Buffer],
    ...leaves(field, inner),
  ]);
}

function classesOf(register: DataRegister, topic: string, field: string): ReadonlySet<string> {
  const classes = register.get('events')?.get(topic)?.classes;
  if (!classes) return NOTHING;
  // What is no JSON has no fields: it may be what any field of the stream may be.
  if (field === WHOLE) return new Set(classes.values());
  const registered = classes.get(field);
  return registered ? new Set([registered]) : NOTHING;
}

/** The broker's own files, byte by byte; its indexes are numbers of a fixed width, for which it sets ten megabytes apart each. */
export async function inTopicFiles(folder: string, search: Search): Promise<Looked[]> {
  const register = dataRegister();
  const looked: Looked[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || INDEX.test(entry.name)) continue;
    const file = join(entry.parentPath, entry.name);
    // A segment may be closed, and a file renamed, while we look.
    const bytes = await readFile(file).catch(() => Buffer.alloc(0));
    const found = search.in(bytes);
    looked.push({ place: fileOf(basename(entry.parentPath), file, register), bytes: bytes.length, found });
  }
  return looked;
}

function fileOf(folder: string, file: string, register: DataRegister): Place {
  const topic = folder.replace(/-\d+$/, '');
  const classes = isStream(topic) ? register.get('events')?.get(topic)?.classes.values() : undefined;
  return { output: 'topic file', where: `${folder}/${basename(file)}`, classes: new Set(classes) };
}
