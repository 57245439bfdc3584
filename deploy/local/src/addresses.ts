import { databaseNames, variableName, type LocalConfig } from './config.js';
import { LOCALHOST } from './ports.js';
import type { Service } from '@tuntas/events';

/** Every port of the local platform, counted from the first of its block. */
export interface Ports {
  readonly services: Readonly<Record<Service, number>>;
  readonly mailbox: number;
  readonly smtp: number;
  readonly provider: number;
  readonly kafka: number;
  readonly kafkaController: number;
  readonly postgres: number;
}

/** The block: 3000 portal … 3005 statistics, 3006 mailbox, 3007 provider, 3025 SMTP, 3092 Kafka, 3432 Postgres. */
export function portsFrom(first: number): Ports {
  return {
    services: {
      portal: first,
      intake: first + 1,
      routing: first + 2,
      'follow-up': first + 3,
      notification: first + 4,
      statistics: first + 5,
    },
    mailbox: first + 6,
    provider: first + 7,
    smtp: first + 25,
    kafka: first + 92,
    kafkaController: first + 93,
    postgres: first + 432,
  };
}

/** Where everything of a platform is found; kept in a file only its owner reads, for it holds passwords. */
export interface Addresses {
  readonly services: Readonly<Record<Service, string>>;
  readonly mailbox: string;
  readonly smtp: string;
  /** The OpenID provider that signs officers in; nothing listens there unless it was asked for. */
  readonly provider: string;
  readonly brokers: string;
  readonly topicPartitions: number;
  /** One database a service, as that service's own role, and `intake-keys`. */
  readonly databases: Readonly<Record<string, string>>;
  /** The same databases as the roles that own their tables, for migrating. */
  readonly owners: Readonly<Record<string, string>>;
  /** The superuser's address; absent when all databases run elsewhere. */
  readonly admin?: string;
  readonly secretsDir: string;
  readonly dataDir: string;
}

/** The base address of a port on this machine. */
export function httpAddress(port: number): string {
  return `http://${LOCALHOST}:${port}`;
}

/**
 * Whoever asks here asks from this machine: a person who tries it, a test, a bench with hundreds of complaints a second. All
 * of them are one caller, and few officers do the work of thousands; so nothing has a budget.
 */
const withoutBudgets = {
  OFFICER_CALLS_PER_MINUTE: '0',
  CALLER_READS_PER_MINUTE: '0',
  CALLER_WRITES_PER_MINUTE: '0',
  CALLER_COMPLAINTS_PER_MINUTE: '0',
  CALLER_SIGN_INS_PER_MINUTE: '0',
};

/** What a service finds others by, and where it serves itself. */
export function serviceEnvironment(service: Service, addresses: Addresses, ports: Ports): Record<string, string> {
  const secret = (file: string) => `${addresses.secretsDir}/${file}`;
  const { [service]: database, 'intake-keys': keys } = addresses.databases;
  return {
    HOST: LOCALHOST,
    PORT: String(ports.services[service]),
    ...(database === undefined ? {} : { DATABASE_URL: database }),
    ...(service === 'intake' && keys !== undefined ? { KEYS_DATABASE_URL: keys } : {}),
    KAFKA_BROKERS: addresses.brokers,
    TOPIC_PARTITIONS: String(addresses.topicPartitions),
    TOKEN_KEYS_FILE: secret('token-keys.json'),
    SERVICE_KEY_FILE: secret(`${service}.jwk.json`),
    AUDIT_KEY_FILE: secret(`${service}.audit.jwk.json`),
    KEY_ENCRYPTION_KEY_FILE: secret('key-encryption-key'),
    RECEIPT_PEPPER_FILE: secret('receipt-pepper'),
    OIDC_ISSUER: addresses.provider,
    OIDC_CLIENT_KEY_FILE: secret('portal-client.jwk.json'),
    SESSION_KEY_FILE: secret('session-key'),
    ...withoutBudgets,
    ...Object.fromEntries(
      Object.entries(addresses.services).map(([name, url]) => [`${variableName(name as Service)}_URL`, url]),
    ),
    SMTP_URL: addresses.smtp,
    MAIL_FROM: 'Tuntas <tuntas@localhost.localdomain>',
    PUBLIC_URL: addresses.services.portal,
    MAILBOX_URL: addresses.mailbox,
  };
}

/** Do all databases run elsewhere? */
export function allDatabasesElsewhere({ databaseUrls }: Pick<LocalConfig, 'databaseUrls'>): boolean {
  return databaseNames.every((name) => databaseUrls[name] !== undefined);
}
