import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { freePort } from '../../cli/embedded/ports.ts';
import { killRun, startUp, type Up } from '../support/up.ts';

let folder: string;
let port: number;
let run: Up;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caseloop-readme-'));
  await chmod(folder, 0o755);
  port = await freePort();
  run = startUp('cli/up.ts', {
    CASELOOP_DATA_DIR: join(folder, '.caseloop'),
    API_PORT: String(port),
    TEMPORAL_CLI_PATH: inject('temporalPath'),
    CASES_WORKFLOW_BUNDLE: inject('bundlePath'),
  });
  await run.says('Ctrl-C ends it.', 110_000);
}, 120_000);

afterAll(async () => {
  run.process.kill('SIGTERM');
  if ((await run.ended) !== 0) killRun(join(folder, '.caseloop'));
  await rm(folder, { recursive: true, force: true, maxRetries: 10 });
}, 60_000);

/** The lines of "Your first case", as they are, but for the port. */
async function firstCase(): Promise<string[]> {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  const [, section = ''] = /<!-- first-case.*?-->(.*?)<!-- \/first-case -->/s.exec(readme) ?? [];
  const blocks = [...section.matchAll(/```sh\n(.*?)```/gs)].map(([, block = '']) => block);
  return blocks
    .join('')
    .replaceAll('127.0.0.1:3000', `127.0.0.1:${port}`)
    .split('\n')
    .filter((line) => line !== '');
}

/** Runs lines in one shell, as they would be pasted, and tells what each printed and which answers each got. */
async function paste(lines: readonly string[]): Promise<{ line: string; printed: string; answers: number[] }[]> {
  const script = [
    `curl() { command curl --write-out '%{stderr}HTTP %{http_code}\\n' "$@"; }`,
    ...lines.flatMap((line) => [line, `echo '--- next'; echo '--- next' >&2`]),
  ].join('\n');
  const { stdout, stderr } = await promisify(execFile)('bash', ['-c', script], { cwd: folder });
  const [printed, answered] = [stdout, stderr].map((text) => text.split('--- next\n'));
  return lines.map((line, i) => ({
    line,
    printed: printed?.[i] ?? '',
    answers: [...(answered?.[i] ?? '').matchAll(/^HTTP (\d+)$/gm)].map(([, code]) => Number(code)),
  }));
}

it('takes a case from message to closed-loop by the lines of the README', async () => {
  const lines = await firstCase();
  expect(lines.length).toBeGreaterThan(10);
  const pasted = await paste(lines);
  for (const { line, answers } of pasted) {
    expect(answers.length, line).toBe(line.includes('curl ') ? 1 : 0);
    for (const code of answers) expect(code, line).toBeLessThan(300);
  }
  const printed = pasted.map((one) => one.printed).join('');
  const [caseId = ''] = /CS-\d{8}-\d{6}/.exec(printed) ?? [];
  expect(printed).toMatch(/"status":"closed".*"closedHow":"confirmed"|"closedHow":"confirmed".*"status":"closed"/);
  // receipt, reply, the question whether it is solved, the survey
  expect(pasted.at(-1)?.printed.trim().split('\n')).toHaveLength(4);

  const key = (await readFile(join(folder, '.caseloop', 'admin.key'), 'utf8')).trim();
  await vi.waitFor(
    async () => {
      const answer = await fetch(`http://127.0.0.1:${port}/v1/cases/${caseId}/events`, {
        headers: { authorization: `Bearer ${key}` },
      });
      expect(await answer.text()).toMatch(/surveyAnswered 5 of 5 stars/);
    },
    { timeout: 10_000, interval: 200 },
  );
});
