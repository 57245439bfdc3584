import nx from '@nx/eslint-plugin';
import { parser } from 'typescript-eslint';

/** Who may import whom, by the tags that stand in each package.json. Everything else is oxlint's. */
const boundaries = [
  { sourceTag: 'kind:service', onlyDependOnLibsWithTags: ['kind:lib'] },
  { sourceTag: 'kind:lib', onlyDependOnLibsWithTags: ['kind:lib', 'deploy:local'] },
  { sourceTag: '/^lib:(?!testing$)/', notDependOnLibsWithTags: ['kind:deploy'] },
  { sourceTag: 'lib:events', notDependOnLibsWithTags: ['kind:lib', 'kind:service', 'kind:deploy', 'kind:tool'] },
  { sourceTag: 'kind:deploy', onlyDependOnLibsWithTags: ['kind:lib'] },
  { sourceTag: 'kind:tool', onlyDependOnLibsWithTags: ['kind:lib', 'kind:deploy'] },
];

export default [
  { ignores: ['**/dist/**', '.data/**', '.nx/**'] },
  {
    files: ['{libs,services,deploy,e2e,benchmarks}/**/*.{ts,tsx}'],
    languageOptions: { parser },
    linterOptions: { reportUnusedDisableDirectives: 'off' },
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': ['error', { allow: [], depConstraints: boundaries }],
    },
  },
  {
    files: ['**/src/domain/**/*.ts'],
    ignores: ['**/*.spec.ts'],
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
