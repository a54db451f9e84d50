/** The page for operators says what the code does. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeSettings } from '../../config.ts';
import { SEARCH_ATTRIBUTES } from '../../domain/search-attributes.ts';

const DOCS = join(import.meta.dirname, '..', '..', 'docs');
const page = readFileSync(join(DOCS, 'operations.md'), 'utf8');

const section = (name: string): string => page.slice(page.indexOf(`<!-- ${name}: `), page.indexOf(`<!-- /${name} -->`));
const rowsOf = (name: string): string[][] =>
  section(name)
    .split('\n')
    .filter((line) => line.startsWith('| ') && line.includes('`'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

test('it has every setting with what is wanted and its default, and no other, and says what each means', () => {
  const rows = rowsOf('settings');
  expect(rows.map((row) => row.slice(0, 3))).toEqual(
    describeSettings().map(({ name, wanted, fallback, secret }) => [
      `\`${name}\`${secret ? ' (`_FILE`)' : ''}`,
      wanted,
      fallback === undefined ? '' : `\`${fallback}\``,
    ]),
  );
  for (const [, , , meaning] of rows) expect(meaning).not.toBe('');
});

test('its views ask for search attributes that are registered, or that Temporal has itself', () => {
  const own = ['ExecutionStatus', 'WorkflowType', 'TemporalReportedProblems', 'StartTime'];
  const asked = rowsOf('views').flatMap(([, query = '']) => [...query.matchAll(/(\w+) (?:=|<|>|IS|IN) /g)]);
  expect(asked.length).toBeGreaterThan(20);
  for (const [, name] of asked) expect([...own, ...Object.keys(SEARCH_ATTRIBUTES)]).toContain(name);
});

test('what it registers by hand is what the workflows set', () => {
  const registered = [...page.matchAll(/--name (\w+) --type (\w+)/g)].map(([, name, type]) => [
    name,
    type?.toUpperCase(),
  ]);
  expect(Object.fromEntries(registered)).toEqual(SEARCH_ATTRIBUTES);
});

test('its links lead to files', () => {
  for (const [, link = ''] of page.matchAll(/\]\(([^)#]+)[^)]*\)/g))
    expect(existsSync(join(DOCS, link)), link).toBe(true);
});
