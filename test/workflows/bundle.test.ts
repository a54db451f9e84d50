import { readFile } from 'node:fs/promises';
import { beforeAll, expect, inject, test } from 'vitest';

let code: string;
beforeAll(async () => {
  code = await readFile(inject('bundlePath'), 'utf8');
});

/** The modules that webpack put into the bundle, by their paths. */
const modulesOf = (bundle: string): string[] =>
  [...bundle.matchAll(/^\/\*\*\*\/ "(\.\/[^"]+)":?/gmu)].map(([, path = '']) => path);

test('workflows bring no library but those that Temporal needs', () => {
  const modules = modulesOf(code);
  expect(modules).toContain('./domain/timeline.ts');
  const own = /^\.\/(domain|workflows)\//u;
  const packages = modules
    .filter((path) => !own.test(path))
    .map((path) => /^\.\/node_modules\/((?:@[^/]+\/)?[^/]+)/u.exec(path)?.[1] ?? path);
  expect([...new Set(packages)].sort()).toEqual([
    '@temporalio/common',
    '@temporalio/workflow',
    'long',
    'ms',
    'nexus-rpc',
  ]);
});

test('workflows call nothing that knows zones or languages: neither Intl nor a date library', () => {
  const asked = [...code.matchAll(/\bIntl\b|toLocale\w*String|getTimezoneOffset|luxon|dayjs|date-fns/gu)];
  expect(asked.map(([word]) => word)).toEqual([]);
});
