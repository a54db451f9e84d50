import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROUTES } from '../../api/routes/index.ts';
import { aMessage, startApi, type TestApi } from './api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly parameters?: readonly { name: string; in: string; required?: boolean }[];
  readonly requestBody?: { content: Record<string, { schema: object; example?: unknown }> };
  readonly responses: Record<
    string,
    { description: string; content?: Record<string, { schema: object; example?: unknown }> }
  >;
  readonly 'x-codeSamples': readonly { source: string }[];
}

describe('/openapi.json', () => {
  let document: { openapi: string; paths: Record<string, Record<string, Operation>>; components: { schemas: object } };
  let operations: (readonly [name: string, operation: Operation])[];
  beforeAll(async () => {
    document = (await api.call('GET', '/openapi.json')).body as unknown as typeof document;
    operations = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => [`${method} ${path}`, operation] as const),
    );
  });

  test('has every row of the route table and nothing else', () => {
    expect(document.openapi).toBe('3.1.1');
    const rows = ROUTES.map((row) => `${row.method} /v1${row.path}`);
    expect(operations.map(([name]) => name).sort()).toEqual(rows.sort());
    expect(new Set(operations.map(([, operation]) => operation.operationId)).size).toBe(rows.length);
  });

  test('every reference leads somewhere', () => {
    for (const [, ref = ''] of JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)) {
      expect(Object.keys(document.components.schemas)).toContain(ref);
    }
  });

  test('every operation says what it does, what it takes, how it is called and what it answers', () => {
    const previews = ROUTES.filter((row) => row.preview === true).map((row) => `post /v1${row.path}`);
    for (const [name, operation] of operations) {
      expect(operation.summary, name).toBeTruthy();
      expect(operation['x-codeSamples'][0]?.source, name).toContain('curl');
      const params = operation.parameters ?? [];
      for (const [, param] of name.matchAll(/\{(\w+)\}/g)) {
        expect(params, name).toContainEqual(expect.objectContaining({ name: param, in: 'path', required: true }));
      }
      if (name.startsWith('post') && !previews.includes(name)) {
        expect(params, name).toContainEqual(expect.objectContaining({ name: 'Idempotency-Key', required: true }));
      }
      if (operation.requestBody) expect(operation.requestBody.content['application/json']?.example, name).toBeDefined();
      for (const [status, response] of Object.entries(operation.responses)) {
        expect(response.description, `${name} ${status}`).toBeTruthy();
        if (status.startsWith('4')) expect(Object.keys(response.content ?? {})).toEqual(['application/problem+json']);
      }
      expect(Object.keys(operation.responses), name).toEqual(
        expect.arrayContaining(['401', '403', '422', '429', '503']),
      );
    }
  });

  test('every example is what its schema asks for', () => {
    for (const row of ROUTES) {
      if (row.body) expect(() => row.body?.parse(row.example), row.path).not.toThrow();
      for (const { schema, example } of Object.values(row.answers)) {
        if (schema) expect(() => schema.parse(example), `${row.method} ${row.path}`).not.toThrow();
      }
    }
  });
});

test('/docs is a page of our own files, with and without slash', async () => {
  for (const path of ['/docs', '/docs/']) {
    const page = await fetch(`${api.url}${path}`);
    expect(page.status).toBe(200);
    const html = await page.text();
    expect(html).toContain('Caseloop API');
    const policy = String(page.headers.get('content-security-policy'));
    expect(policy).not.toMatch(/https?:|upgrade-insecure/);
    for (const [, file = ''] of html.matchAll(/(?:src|href)="\.\/([\w.-]+)"/g)) {
      expect((await fetch(`${api.url}/docs/${file}`)).status, file).toBe(200);
    }
    expect(html).not.toMatch(/(src|href)="https?:/);
  }
});

test('headers that keep a browser from harm are on every answer', async () => {
  for (const path of ['/v1/cases', '/v1/nothing', '/healthz', '/openapi.json']) {
    const { headers } = await api.call('GET', path);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe("default-src 'none';frame-ancestors 'none'");
    expect(headers.get('x-powered-by')).toBeNull();
  }
  expect((await api.call('GET', '/v1/cases')).headers.get('cache-control')).toBe('private, no-cache');
});

test('a request id is taken when it is a trace id, else made', async () => {
  const idOf = async (id: string): Promise<string | null> =>
    (await api.call('GET', '/v1/nothing', { headers: { 'x-request-id': id } })).headers.get('x-request-id');
  const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
  expect(await idOf(trace)).toBe(trace);
  for (const other of ['13800138000', 'a b', '']) expect(await idOf(other)).toMatch(/^[0-9a-f]{8}-/);
});

test('health, readiness, and metrics by template', async () => {
  expect((await api.call('GET', '/healthz')).body).toEqual({ status: 'ok' });
  expect((await api.call('GET', '/readyz')).body).toEqual({ status: 'ok', database: 'ok', temporal: 'ok' });
  await api.call('GET', '/v1/cases/CS-20261101-000404');
  const { text } = await api.call('GET', '/metrics');
  expect(text).toContain('caseloop_http_requests_total{method="GET",route="/v1/cases/{caseId}",status="404"} 1');
  expect(text).toContain('caseloop_http_request_duration_seconds_bucket');
  expect(text).not.toContain('000404');
});

test('what people wrote, and every id that others chose, is in no log, metric or refusal', async () => {
  const canaries = [
    '13912345678',
    '李小龙',
    'canary@example.com',
    'order-canary-1',
    'thread-canary-2',
    '中关村大街1号',
    'message-canary',
    'staff-canary',
  ];
  const [phone, name, email, order, thread, address, messageId, staff] = canaries;
  const customer = { id: phone, name, email, phone };
  const body = aMessage({ messageId, customer, text: address, orderId: order, threadId: thread });
  const { body: made } = await api.call('POST', '/v1/messages', { body });
  const path = `/v1/cases/${String(made['caseId'])}`;
  await api.call('POST', `${path}/replies`, { body: { messageId, agentId: staff, kind: 'answer', text: address } });
  await api.call('POST', `${path}/claim`, { body: { agentId: `${String(staff)}-2` } });
  await api.call('GET', `${path}?after=${String(messageId)}`);
  await api.call('GET', `/v1/cases?owner=${String(staff)}`);
  await api.call('GET', `/v1/cases/${String(phone)}`);
  await api.call('GET', `/v1/${String(phone)}`);
  const refusals = [
    await api.call('POST', '/v1/messages', { body: { ...body, channel: phone, nonsense: address } }),
    await api.call('POST', '/v1/messages', { raw: `{"text":"${String(address)}` }),
  ].map(({ text }) => text);
  const metrics = (await api.call('GET', '/metrics')).text;
  for (const canary of canaries) {
    expect(api.logged.join(''), canary).not.toContain(canary);
    expect(metrics, canary).not.toContain(canary);
    expect(refusals.join(''), canary).not.toContain(canary);
  }
  expect(api.logged.join('')).toContain(`"caseId":"${String(made['caseId'])}"`);
  expect(api.logged.join('')).not.toContain('admin-key-of-the-tests');
});
