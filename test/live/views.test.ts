import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'operations.md'), 'utf8');
const views = page.slice(page.indexOf('<!-- views: '), page.indexOf('<!-- /views -->'));
const queries = [...views.matchAll(/\| `(.+)` +\|$/gm)].map(([, query = '']) => query);

let connection: Connection;
beforeAll(async () => {
  connection = await Connection.connect({ address: inject('temporalAddress') });
});
afterAll(() => connection.close());

test('there are views', () => {
  expect(queries.length).toBeGreaterThan(10);
});

test.each(queries)('Temporal understands %s', async (query) => {
  const { count } = await connection.workflowService.countWorkflowExecutions({ namespace: 'default', query });
  expect(Number(count)).toBeGreaterThanOrEqual(0);
});
