import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ToldEventView } from '../../api/webhook-schemas.ts';
import { EVENT_TYPES } from '../../domain/event-types.ts';
import { startApi, type TestApi } from './api.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
let api: TestApi;
let folder: string;
let page: string;

beforeAll(async () => {
  [api, folder, page] = await Promise.all([
    startApi(),
    mkdtemp(join(tmpdir(), 'caseloop-webhooks-')),
    readFile(join(root, 'docs/webhooks.md'), 'utf8'),
  ]);
  await mkdir(join(folder, '.caseloop'));
  await writeFile(join(folder, '.caseloop/admin.key'), await api.keyOf('admin', null));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await api.stop();
});

const example = (name: string): string =>
  new RegExp(`<!-- example: ${name} -->\\s+\`\`\`\\w+\\n(.*?)\`\`\``, 's').exec(page)?.[1] ?? '';

test('every curl line of the page works as it stands', async () => {
  const [, section = ''] = /<!-- curl.*?-->(.*?)<!-- \/curl -->/s.exec(page) ?? [];
  const lines = [...section.matchAll(/```sh\n(.*?)```/gs)].map(([, block = '']) => block).join('');
  const script = [
    `curl() { command curl --write-out '%{stderr}HTTP %{http_code}\\n' "$@"; }`,
    lines.replaceAll('http://127.0.0.1:3000', api.url),
  ].join('\n');
  const { stdout, stderr } = await run('bash', ['-c', script], { cwd: folder });
  const answers = [...stderr.matchAll(/HTTP (\d+)/g)].map(([, status]) => Number(status));
  expect(answers).toEqual([201, 202, 200, 202, 200, 200, 200, 204]);
  expect(stdout).toMatch(/"secret":"whsec_/);
  expect(stdout).toMatch(/^test:[0-9a-f-]{36}$/m);
  expect(stdout).toMatch(/"type":"test","state":"pending"/);
});

test('its lines verify what we sign, and nothing else', async () => {
  const [secret, id, now] = [`whsec_${Buffer.alloc(32, 7).toString('base64')}`, 'CS-20261123-000123:7:1', new Date()];
  const body = example('event');
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, now, body),
  };
  const given = (rawBody: string): string =>
    `const [secret, rawBody, headers] = ${JSON.stringify([secret, rawBody, headers])};`;
  const verify = (rawBody: string) =>
    run(
      process.execPath,
      ['--input-type=module', '-e', `${given(rawBody)}\n${example('verify')}\nconsole.log(event.id)`],
      {
        cwd: root,
      },
    );
  expect((await verify(body)).stdout.trim()).toBe('CS-20261123-000123:7');
  await expect(verify(body.replace('answer', 'plan'))).rejects.toThrow(/No matching signature/);
});

test('it shows an event as it is, and names every type', () => {
  expect(() => ToldEventView.parse(JSON.parse(example('event')))).not.toThrow();
  const [, types = ''] = /Types, for .*?:\n\n(.*?)\n\n## /s.exec(page) ?? [];
  expect([...types.matchAll(/`(\w+)`/g)].map(([, type]) => type).sort()).toEqual([...EVENT_TYPES].sort());
});
