import nx from '@nx/eslint-plugin';
import { parser } from 'typescript-eslint';

/** Who may import whom, by the tags that stand in each package.json. Everything else is oxlint's. */
const boundaries = [
  { sourceTag: 'kind:service', onlyDependOnLibsWithTags: ['kind:lib'] },
  { sourceTag: 'kind:lib', onlyDependOnLibsWithTags: ['kind:lib', 'deploy:local'] },
  { sourceTag: 'lib:events', notDependOnLibsWithTags: ['kind:lib', 'kind:service', 'kind:deploy', 'kind:tool'] },
  { sourceTag: 'kind:deploy', onlyDependOnLibsWithTags: ['kind:lib'] },
  { sourceTag: 'kind:tool', onlyDependOnLibsWithTags: ['kind:lib', 'kind:deploy'] },
];
/** How the platform is started is for tests alone to know. */
const boundariesOfSources = [
  ...boundaries,
  { sourceTag: '/^lib:(?!testing$)/', notDependOnLibsWithTags: ['kind:deploy'] },
];
const tests = ['**/*.spec.{ts,tsx}', '**/conformance/**/*.ts', '**/fixtures/**/*.ts'];

export default [
  { ignores: ['**/dist/**', '.data/**', '.nx/**'] },
  {
    files: ['{libs,services,deploy,e2e,benchmarks}/**/*.{ts,tsx}'],
    languageOptions: { parser },
    linterOptions: { reportUnusedDisableDirectives: 'off' },
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          allow: [],
          depConstraints: boundaries,
          // A library's tests use @tuntas/testing, which is made of these libraries.
          ignoredCircularDependencies: [['@tuntas/testing', '*']],
        },
      ],
    },
  },
  {
    files: ['{libs,services,deploy}/**/*.{ts,tsx}'],
    ignores: tests,
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          // A package of types only, which Nx does not see.
          allow: ['geojson'],
          depConstraints: boundariesOfSources,
          ignoredCircularDependencies: [['@tuntas/testing', '*']],
          // A service exports nothing: an import of one by its name cannot be resolved, and this says so.
          banTransitiveDependencies: true,
        },
      ],
    },
  },
  {
    files: ['**/src/domain/**/*.ts'],
    ignores: tests,
    rules: {
      // oxlint has no rule that tells `new Date()` from `new Date(instant)`.
      'no-restricted-syntax': [
        'error',
        {
          selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
          message: 'domain/ is pure: the time comes in as an argument.',
        },
      ],
    },
  },
];
