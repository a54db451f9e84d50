import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('every Temporal package resolves the same protobufjs of major 8: with two copies no JSON history replays', () => {
  const modules = join(import.meta.dirname, '..', '..', 'node_modules', '@temporalio');
  const resolved = readdirSync(modules).map((name) =>
    createRequire(join(modules, name, 'package.json')).resolve('protobufjs/package.json'),
  );
  expect(new Set(resolved).size).toBe(1);
  const { version } = createRequire(import.meta.url)(resolved[0] ?? '') as { version: string };
  expect(version).toMatch(/^8\./u);
});
