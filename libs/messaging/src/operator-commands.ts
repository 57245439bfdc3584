import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { isStream, type StreamName } from '@tuntas/events';
import { Database, type DatabaseOptions } from '@tuntas/postgres';
import { auditCommand } from './audit/audit-command.js';
import { listParked, type ParkedLine, redrive, resend, setAside } from './inbox/redrive.js';
import { type Reader, rewind, type Rewound } from './inbox/rewind.js';

const options = {
  stream: { type: 'string' },
  key: { type: 'string' },
  from: { type: 'string' },
  reason: { type: 'string' },
  'dry-run': { type: 'boolean' },
} as const;

/** A service's database; `ownerUrl` is OWNER_DATABASE_URL, which only migrating needs. */
export interface OperatorsDatabase extends DatabaseOptions {
  readonly ownerUrl?: string | undefined;
}

/** @throws Error when a command that changes tables was not given who owns them */
export function ownersUrl({ ownerUrl }: Pick<OperatorsDatabase, 'ownerUrl'>): string {
  if (ownerUrl !== undefined) return ownerUrl;
  throw new Error('This command changes tables: set OWNER_DATABASE_URL to the database as the role that owns them.');
}

type Asked = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

/**
 * What an operator can do about messages, as `node services/<name>/dist/main.js <command>`; see docs/operations.
 * Only `startService` calls these.
 */
export function operatorCommands(
  database: OperatorsDatabase,
  reader: Reader,
): Record<string, (args: readonly string[]) => Promise<void>> {
  const withDatabase =
    (act: (args: readonly string[], opened: Database) => Promise<string>, url = () => database.url) =>
    async (args: readonly string[]): Promise<void> => {
      const opened = await Database.open({ ...database, url: url() });
      try {
        process.stdout.write(`${await act(args, opened)}\n`);
      } finally {
        await opened.close();
      }
    };
  const command = (act: (asked: Asked, opened: Database) => Promise<string>, url?: () => string) =>
    withDatabase(async (args, opened) => act(parseArgs({ args: [...args], options }).values, opened), url);
  return {
    audit: withDatabase(async (args, opened) => auditCommand(opened.sql, reader.service, args)),
    migrate: command(
      async (_, opened) => `migrated: ${(await opened.migrate()).length} steps`,
      () => ownersUrl(database),
    ),
    parked: command(async (asked, { sql }) => told(await listParked(sql, selection(asked)), 'parked')),
    redrive: command(async (asked, { sql }) => {
      const dryRun = asked['dry-run'] ?? false;
      return told(
        await redrive(sql, selection(asked), { dryRun }),
        dryRun ? 'would be tried again' : 'are tried again now',
      );
    }),
    'set-aside': command(async (asked, opened) => {
      const { stream, key } = one(asked);
      if (!asked.reason) throw new Error('set-aside needs --reason "why nobody will ever need this message".');
      await setAside(opened, { stream, key }, { by: userInfo().username, reason: asked.reason });
      return `set aside: ${stream} ${key}`;
    }),
    resend: command(async (asked, { sql }) => {
      const from = Number(asked.from ?? 1);
      if (!Number.isSafeInteger(from) || from < 1)
        throw new Error('--from is the first sequence to send again: 1, 2, 3 …');
      return `${await resend(sql, { ...one(asked), from })} facts are sent again`;
    }),
    rewind: command(async (asked, { sql }) => {
      const dryRun = asked['dry-run'] ?? false;
      return toldRewound(await rewind(sql, reader, { dryRun }), dryRun ? 'would be read again' : 'are read again');
    }),
  };
}

function selection({ stream, key }: Asked): { stream?: StreamName; key?: string } {
  if (stream !== undefined && !isStream(stream))
    throw new Error(`${stream} is no stream of Tuntas; docs/events.md lists them.`);
  return { ...(stream === undefined ? {} : { stream }), ...(key === undefined ? {} : { key }) };
}

function one(asked: Asked): { stream: StreamName; key: string } {
  const { stream, key } = selection(asked);
  if (!stream || !key) throw new Error('This command needs --stream and --key, as `parked` prints them.');
  return { stream, key };
}

function told(lines: readonly ParkedLine[], what: string): string {
  const rows = lines.map(
    ({ stream, key, sequence, why, reason }) => `${stream} ${key} ${sequence ?? '?'} ${why}: ${reason}`,
  );
  return [...rows, `${lines.length} messages ${what}`].join('\n');
}

function toldRewound(partitions: readonly Rewound[], what: string): string {
  const rows = partitions.map(({ topic, partition, from, to, gone }) => {
    const lost = gone > 0n ? `; ${gone} messages before that are not in Kafka any more: let their owners resend` : '';
    return `${topic} ${partition}: from offset ${to} instead of ${from}${lost}`;
  });
  const messages = partitions.reduce((sum, { from, to }) => sum + from - to, 0n);
  return [...rows, `${messages} messages ${what}`].join('\n');
}
