import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { join } from 'node:path';
import { root } from '../config.js';
import { tool } from './tool.js';

interface Target {
  readonly cache?: boolean;
}
interface Graph {
  readonly graph: {
    readonly nodes: Record<string, { readonly data: { root: string; targets: Record<string, Target> } }>;
  };
}
interface References {
  readonly references: readonly { readonly path: string }[];
}

it('Nx knows every project that is built, with a cached build and a cached check, and keeps quiet', async () => {
  const { ok, output } = await tool('nx', ['graph', '--print'], root);
  expect(ok).toBe(true);
  expect(output.trimStart()).toMatch(/^{/);
  const nodes = Object.values((JSON.parse(output) as Graph).graph.nodes);
  const { references } = JSON.parse(readFileSync(join(root, 'tsconfig.build.json'), 'utf8')) as References;
  expect(nodes.map(({ data }) => data.root).sort()).toEqual(references.map(({ path }) => path).sort());
  for (const { data } of nodes)
    expect(data.targets, data.root).toMatchObject({ build: { cache: true }, check: { cache: true } });
}, 60_000);
