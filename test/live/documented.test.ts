import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { callsOfOpenApi, callsOfPages, type ShownCall } from './documented/calls.ts';
import { startInstance, type Instance } from './documented/instance.ts';
import { paste } from './documented/paste.ts';
import { Situations } from './documented/situations.ts';

let instance: Instance;
let situations: Situations;

beforeAll(async () => {
  instance = await startInstance();
  situations = await Situations.open(instance);
}, 150_000);
afterAll(() => instance.stop(), 60_000);

/** The lines of "Your first case", as they are, but for the port. */
async function firstCase(): Promise<string[]> {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  const [, section = ''] = /<!-- first-case.*?-->(.*?)<!-- \/first-case -->/s.exec(readme) ?? [];
  const blocks = [...section.matchAll(/```sh\n(.*?)```/gs)].map(([, block = '']) => block);
  return blocks
    .join('')
    .replaceAll('http://127.0.0.1:3000', instance.url)
    .split('\n')
    .filter((line) => line !== '');
}

it('takes a case from message to closed-loop by the lines of the README', async () => {
  const lines = await firstCase();
  expect(lines.length).toBeGreaterThan(10);
  const pasted = await paste(lines, instance.folder);
  for (const { line, answers } of pasted) {
    expect(answers.length, line).toBe(line.includes('curl ') ? 1 : 0);
    for (const code of answers) expect(code, line).toBeLessThan(300);
  }
  const printed = pasted.map((one) => one.printed).join('');
  const [caseId = ''] = /CS-\d{8}-\d{6}/.exec(printed) ?? [];
  expect(printed).toMatch(/"status":"closed".*"closedHow":"confirmed"|"closedHow":"confirmed".*"status":"closed"/);
  // receipt, reply, the question whether it is solved, the survey
  expect(pasted.at(-1)?.printed.trim().split('\n')).toHaveLength(4);

  const params = { path: { caseId } };
  await vi.waitFor(
    async () => {
      const { data } = await instance.admin.GET('/v1/cases/{caseId}/events', { params });
      expect(data.items.map(({ line }) => line).join()).toMatch(/surveyAnswered 5 of 5 stars/);
    },
    { timeout: 10_000, interval: 200 },
  );
});

/** Runs a call where it makes sense, as it stands but for what exists only in an example. */
async function call({ route, source }: ShownCall) {
  const { caseId = '', instead = {} } = await situations.of(route);
  const line = Object.entries(instead).reduce((text, [from, to]) => text.replaceAll(from, to), source);
  const { url: BASE, adminKey: KEY } = instance;
  const [pasted] = await paste([line], instance.folder, {
    ...{ BASE, KEY, CASE_ID: caseId, CASE: caseId },
    ...{ API: `${BASE}/v1`, AUTH: `Authorization: Bearer ${KEY}`, JSON: 'Content-Type: application/json' },
  });
  return pasted;
}

const shownCalls = [...(await callsOfPages()), ...callsOfOpenApi()];

describe('every call that is shown works', () => {
  it.each(shownCalls)('$place: $route', async (shown) => {
    const pasted = await call(shown);
    expect(pasted?.answers, pasted?.printed).toHaveLength(1);
    expect(pasted?.answers[0], pasted?.printed).toBeLessThan(300);
  });
});
