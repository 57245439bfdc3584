import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { judgeAsvs } from './asvs.js';
import { dependencyFaults } from './dependencies.js';
import { leaks } from './leaks.js';
import { runNode, tool, type Outcome } from './tool.js';

/** One thing that is checked: what it guards, and how, in the repository at `folder`. */
export interface Check {
  readonly name:
    'leaks' | 'dependencies' | 'format' | 'types' | 'rules' | 'boundaries' | 'dead code' | 'contract' | 'asvs';
  readonly guards: string;
  run(folder: string): Promise<Outcome>;
}

/** All checks, in the order in which a person mends. Warnings are errors in every one. */
export const checks: readonly Check[] = [
  { name: 'leaks', guards: 'no registry, machine path or secret in a file', run: checkLeaks },
  { name: 'dependencies', guards: 'packages are exact, bound, licensed, and run nothing', run: checkDependencies },
  { name: 'format', guards: 'prettier', run: (at) => tool('prettier', ['--check', '--log-level=warn', '.'], at) },
  { name: 'types', guards: 'TypeScript, strict, tests included', run: (at) => tool('tsc', ['-b', '.'], at) },
  { name: 'rules', guards: 'promises, any, switches, pure domain/, file names', run: (at) => tool('oxlint', [], at) },
  { name: 'boundaries', guards: 'who may import whom', run: checkBoundaries },
  { name: 'dead code', guards: 'exports, files and dependencies nobody uses', run: checkDeadCode },
  { name: 'contract', guards: 'schemas, AsyncAPI and docs/events.md match the declarations', run: checkContract },
  { name: 'asvs', guards: 'every requirement of OWASP ASVS 5.0 has a test or a reason', run: checkAsvs },
];

async function checkLeaks(folder: string): Promise<Outcome> {
  const found = leaks(folder);
  return { ok: found.length === 0, output: found.join('\n') };
}

async function checkDependencies(folder: string): Promise<Outcome> {
  const found = dependencyFaults(folder);
  return { ok: found.length === 0, output: found.join('\n') };
}

/** ESLint's rule reads the graph of projects that Nx wrote last, and without one it checks nothing: write it first. */
async function checkBoundaries(folder: string): Promise<Outcome> {
  const graph = await tool('nx', ['show', 'projects'], folder);
  return graph.ok ? tool('eslint', ['--max-warnings=0', '.'], folder) : graph;
}

function checkDeadCode(folder: string): Promise<Outcome> {
  return tool('knip', ['--no-progress', '--treat-config-hints-as-errors'], folder);
}

async function checkAsvs(folder: string): Promise<Outcome> {
  const { faults, counts } = judgeAsvs(folder);
  const said = Object.entries(counts).map(([state, count]) => `${count} ${state}`);
  return { ok: faults.length === 0, output: faults.join('\n'), says: said.join(', ') };
}

/** Compares what `libs/events` generates with what is committed; its build is part of `types`. */
async function checkContract(folder: string): Promise<Outcome> {
  const generator = join(folder, 'libs', 'events', 'dist', 'generate.js');
  if (!existsSync(generator)) return { ok: false, output: 'libs/events is not built, or does not generate anything' };
  return runNode([generator, '--check'], folder);
}
