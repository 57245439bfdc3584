import { defaultClientConditions, defaultServerConditions } from 'vite';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Two cores are what a small machine has; a worker holds one Nest application and takes about 200 MB. */
const WORKERS = 2;
/** One real Kafka and one real Postgres for a whole run; each file takes a database and a topic prefix of its own. */
const REAL_KAFKA_AND_POSTGRES = './libs/testing/src/global-setup.ts';
/** Vitest begins with the largest files; this one is a line, takes a minute, and one worker would end long after the other. */
const LONGEST = 'kafka-conformance.int.spec.ts';
const IGNORED = ['**/node_modules/**', '**/dist/**', '**/.data/**'];

/** How a test runs is told by the suffix of its file; the layers run from fast to slow. */
const layers = [
  layer('unit', '{libs,services,deploy,e2e,benchmarks}/**/*.spec.{ts,tsx}', {
    exclude: [...IGNORED, '**/*.{int,e2e,browser}.spec.{ts,tsx}'],
    testTimeout: 10_000,
    maxWorkers: WORKERS,
    // Loading the same modules anew for each file took more time than the tests.
    isolate: false,
  }),
  layer('int', '{libs,services,deploy,e2e,benchmarks}/**/*.int.spec.{ts,tsx}', {
    globalSetup: REAL_KAFKA_AND_POSTGRES,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: WORKERS,
  }),
  layer('e2e', 'e2e/**/*.e2e.spec.ts', {
    // The whole platform needs both cores: one file after the other.
    globalSetup: REAL_KAFKA_AND_POSTGRES,
    maxWorkers: 1,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  }),
  layer('browser', 'e2e/**/*.browser.spec.ts', {
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  }),
];

function layer(
  name: string,
  include: string,
  test: NonNullable<TestProjectInlineConfiguration['test']>,
): TestProjectInlineConfiguration {
  return { extends: true, test: { name, include: [include], exclude: IGNORED, ...test } };
}

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLongest = ({ moduleId }: TestSpecification): number => Number(moduleId.endsWith(LONGEST));
    return (await super.sort(files)).toSorted((one, other) => isLongest(other) - isLongest(one));
  }
}

export default defineConfig({
  // Sources, never build output: what is tested is what is on the screen.
  resolve: { conditions: ['tuntas-source', ...defaultClientConditions] },
  ssr: { resolve: { conditions: ['tuntas-source', ...defaultServerConditions] } },
  oxc: {
    // Nest finds what to inject by the metadata of its decorators; the portal's pages are TSX.
    decorator: { legacy: true, emitDecoratorMetadata: true },
    jsx: { runtime: 'automatic', importSource: 'preact' },
  },
  test: {
    pool: 'forks',
    hookTimeout: 30_000,
    teardownTimeout: 30_000,
    sequence: { sequencer: LongestFirst },
    projects: layers.map((project, order) => ({
      ...project,
      test: { ...project.test, sequence: { groupOrder: order } },
    })),
  },
});
