import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const clocks = [
  { object: 'Date', property: 'now', message: 'Pure code is given its instants.' },
  { object: 'Math', property: 'random', message: 'Pure code has no randomness.' },
];
const syntax = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Pure code is given its instants.' },
  {
    selector: "MemberExpression[object.name='Intl']",
    message: 'Locale data differs between machines; replay would too.',
  },
  {
    selector: 'CallExpression[callee.property.name=/^toLocale/]',
    message: 'Locale data differs between machines; replay would too.',
  },
];

export default defineConfig(
  { ignores: ['dist', 'coverage', '.caseloop', 'client/schema.ts'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { project: ['./tsconfig.json'], tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // a default branch is a decision; without one every case is listed
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // tsc asks for process.env['X'] (noPropertyAccessFromIndexSignature), this rule for process.env.X
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 70, skipComments: true }],
    },
  },
  {
    files: ['domain/**/*.ts'],
    rules: { 'no-restricted-properties': ['error', ...clocks], 'no-restricted-syntax': ['error', ...syntax] },
  },
  {
    files: ['workflows/**/*.ts'],
    rules: { 'no-restricted-properties': ['error', clocks[1]], 'no-restricted-syntax': ['error', ...syntax.slice(1)] },
  },
  // a migration is one statement after another
  { files: ['migrations/**/*.ts'], rules: { 'max-lines-per-function': 'off' } },
  { files: ['**/*.cjs'], languageOptions: { globals: { module: 'writable' } } },
  { files: ['test/**/*.ts'], rules: { 'max-lines': ['error', { max: 400 }], 'max-lines-per-function': 'off' } },
);
