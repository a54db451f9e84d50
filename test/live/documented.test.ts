import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { freePort } from '../../cli/embedded/ports.ts';
import { exampleOrder } from '../support/order-system.ts';
import { Backend } from './documented/backend.ts';
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

describe('the examples of the client, as a backend that has installed it runs them', () => {
  let folder: string;
  let backend: Backend;
  let receiver: ReturnType<Backend['start']>;
  let receiverUrl: string;
  const plain = exampleOrder({ status: 'paid', signedAt: null, paidAt: new Date().toISOString() });
  const lines = plain.lines.map((line) => ({ ...line, customMade: false, perishable: false }));
  const bought = { ...plain, lines };

  beforeAll(async () => {
    const { admin, url, orders } = instance;
    folder = await mkdtemp(join(tmpdir(), 'caseloop-backend-'));
    const key = { shop: 'main', role: 'service', name: 'shop backend' } as const;
    const { data } = await admin.POST('/v1/api-keys', { body: key });
    backend = await Backend.make(folder, { CASELOOP_URL: url, CASELOOP_KEY: data.key ?? '' });
    await orders.putOrder('main', bought);
    const port = await freePort();
    receiverUrl = `http://127.0.0.1:${port}/caseloop`;
    const { data: endpoint } = await admin.POST('/v1/webhook-endpoints', {
      body: { shop: 'main', url: receiverUrl, messages: true, events: ['closed'] },
    });
    receiver = backend.start('receive-webhooks', { PORT: String(port), WEBHOOK_SECRET: endpoint.secret ?? '' });
    await vi.waitFor(
      () => {
        expect(receiver.output()).toContain('listening');
      },
      { timeout: 30_000 },
    );
  }, 240_000);
  afterAll(async () => {
    receiver.process.kill('SIGTERM');
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  });

  it('a case is opened, answered, followed to its end, and told by webhook; the day is reconciled', async () => {
    const opened = await backend.prints('open-a-case', 'chat-of-fang');
    const [caseId = ''] = /CS-\d{8}-\d{6}/.exec(opened) ?? [];
    expect(opened).toMatch(/^case CS-\d{8}-\d{6} opened\n(.*\n)*answer running \d{4}-/m);
    // the message that came before is the same message
    expect(await backend.prints('open-a-case', 'chat-of-fang')).toContain(caseId);

    const following = backend.start('follow-a-case', {}, [caseId]);
    const answer = () => backend.prints('answer-as-an-agent', caseId, 'E-007');
    expect(await answer()).toBe(`${caseId} answered and resolved by E-007\n`);
    expect(await backend.prints('answer-as-an-agent', caseId, 'E-008')).toMatch(/belongs to E-007/);
    const body = { messageId: 'yes-of-fang', confirmed: true };
    await instance.admin.POST('/v1/cases/{caseId}/confirmation', { params: { path: { caseId } }, body });
    await expect.poll(() => following.output(), { timeout: 20_000 }).toContain('closed confirmed');
    expect(following.output()).toMatch(/\d+ opened .*\n(.*\n)*\d+ replied .*\n(.*\n)*\d+ closed /);

    const told = 'to thread-of-chat-of-fang: ';
    await expect.poll(() => receiver.output(), { timeout: 20_000 }).toMatch(new RegExp(`^${caseId} \\d+ closed$`, 'm'));
    await expect.poll(() => receiver.output(), { timeout: 20_000 }).toContain(`${told}您好,请先换一个插座试试`);
    expect(
      (await fetch(receiverUrl, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }))
        .status,
    ).toBe(400);
    const hour = await backend.prints('reconcile');
    expect(hour).toMatch(new RegExp(`^${caseId}:1 opened$`, 'm'));
    const [, position = ''] = /^next time after (\d+)$/m.exec(hour) ?? [];
    expect(await backend.prints('reconcile', position)).not.toContain(`${caseId}:`);
  }, 120_000);

  it('a refund is applied for and paid, and what is wrong in a request is told', async () => {
    const { orderId, customerId } = bought;
    const printed = await backend.prints('apply-for-a-refund', orderId, customerId);
    expect(printed).toMatch(/^CS-\d{8}-\d{6} approve cancel paid back 85\n$/);
    expect(await backend.prints('apply-for-a-refund', orderId, customerId)).toBe(printed);
    await expect(backend.prints('apply-for-a-refund', '')).rejects.toThrow('/orderId');
  }, 120_000);

  it('plain JavaScript needs no compiler', async () => {
    expect(await backend.prints('plain')).toMatch(/main/);
  });
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
  it.each(shownCalls)(
    '$place: $route',
    async (shown) => {
      const pasted = await call(shown);
      expect(pasted?.answers, pasted?.printed).toHaveLength(1);
      expect(pasted?.answers[0], pasted?.printed).toBeLessThan(300);
    },
    90_000,
  );
});
