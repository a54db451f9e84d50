/** What there is before anything is generated, so that generated requests meet something: made over HTTP. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

type Body = Readonly<Record<string, unknown>>;

/** A service that is up, and a key for it. */
export interface Access {
  readonly url: string;
  readonly key: string;
}

/** Ids by the place of a generated request that takes them, as schemathesis names places. */
export type Ids = Readonly<Record<string, readonly (string | number)[]>>;

const TOLD_WITHIN_MS = 30_000;

/** Sends one request and expects to hear that it was done; a busy machine may say 503 before. */
export async function ask({ url, key }: Access, method: string, path: string, body?: Body): Promise<Body> {
  const headers = {
    authorization: `Bearer ${key}`,
    'content-type': 'application/json',
    ...(method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
  };
  for (const giveUpAt = Date.now() + TOLD_WITHIN_MS; ;) {
    const response = await fetch(`${url}/v1${path}`, {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    if (response.ok) return text === '' ? {} : (JSON.parse(text) as Body);
    if (response.status !== 503 || Date.now() > giveUpAt)
      throw new Error(`${method} ${path}: ${response.status} ${text}`);
    await sleep(1_000);
  }
}

async function itemsOf(access: Access, path: string): Promise<readonly Body[]> {
  return (await ask(access, 'GET', path))['items'] as readonly Body[];
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const giveUpAt = Date.now() + TOLD_WITHIN_MS; !(await isSo());) {
    if (Date.now() > giveUpAt) throw new Error(`${what}: not within ${TOLD_WITHIN_MS / 1000} s`);
    await sleep(200);
  }
}

const agent = { agentId: 'E-007' };
const application = {
  requestType: 'refund-only',
  fault: 'claimed',
  issue: 'damaged',
  evidence: ['photo'],
  lines: [{ line: 1 }],
};

async function openCase(access: Access, index: number, more: Body): Promise<string> {
  const body = {
    ...{ shop: 'main', channel: 'email', messageId: `seed-${index}`, text: '蓝牙耳机连不上手机,怎么办?' },
    ...{ customer: { id: `seed-${index}`, email: 'lilei@example.com' }, orderId: `E-${index}`, ...more },
  };
  return String((await ask(access, 'POST', '/cases', body))['caseId']);
}

/** Cases of every kind, in several states, with what belongs to them. */
async function seedCases(access: Access): Promise<{ caseIds: string[]; workOrders: string[] }> {
  const kinds = [{ kind: 'inquiry' }, { kind: 'complaint' }, { kind: 'after-sales', application }];
  const caseIds: string[] = [];
  for (let round = 0; round < 4; round++) {
    for (const more of kinds) caseIds.push(await openCase(access, caseIds.length, more));
  }
  await until('cases open', async () => {
    const cases = await Promise.all(caseIds.map((id) => ask(access, 'GET', `/cases/${id}`)));
    return cases.every(({ status }) => status !== 'opening');
  });
  const [answered = '', resolved = ''] = [caseIds[0], caseIds[3]];
  const reply = { ...agent, kind: 'answer', text: '请长按电源键5秒后重新配对。' };
  for (const [index, id] of [answered, resolved].entries()) {
    await ask(access, 'POST', `/cases/${id}/replies`, { ...reply, messageId: `seed-reply-${index}` });
  }
  await ask(access, 'POST', `/cases/${resolved}/resolution`, { ...agent, outcome: 'solved' });
  await ask(access, 'POST', `/cases/${resolved}/confirmation`, { messageId: 'seed-confirmation', confirmed: true });
  const workOrders: string[] = [];
  for (const id of caseIds.slice(0, 3)) {
    const order = { ...agent, type: 'refund', fields: { amount: 1 } };
    workOrders.push(String((await ask(access, 'POST', `/cases/${id}/work-orders`, order))['workOrderId']));
  }
  return { caseIds, workOrders };
}

/** Fills the shop `main`; answers with the ids of what is there then. */
export async function seed(access: Access): Promise<Ids> {
  const { caseIds, workOrders } = await seedCases(access);
  await until('something was sent', async () => (await itemsOf(access, '/deliveries')).length > 3);
  const endpoint = await ask(access, 'POST', '/webhook-endpoints', { shop: 'main', url: 'https://seed.invalid/' });
  const key = await ask(access, 'POST', '/api-keys', { shop: 'main', role: 'qa', name: 'seed' });
  const shop = await ask(access, 'GET', '/shops/main');
  const deliveries = await itemsOf(access, '/deliveries');
  return {
    'path.caseId': [...caseIds, ...deliveries.map((one) => String(one['caseId']))],
    'path.workOrder': workOrders,
    'path.id': [String(endpoint['id']), String(key['id'])],
    'path.shopId': ['main'],
    'path.policy': ['standard', 'standard-shortened', 'own'],
    'path.calendar': ['office-cn', 'chat-cn', 'own'],
    'path.afterSalesPolicy': ['policy-abcd', 'own'],
    'path.workOrderType': ['refund', 'own'],
    'path.round': ['1'],
    'path.measure': ['1', '2'],
    'path.seq': [...new Set(deliveries.map((one) => String(one['seq'])))],
    'query.shop': ['main'],
    'query.caseId': caseIds,
    'body.shop': ['main'],
    'body.prefix': [String(shop['prefix'])],
    'body.into': caseIds,
    'body.type': ['refund'],
    'body.policy': ['standard', 'policy-abcd'],
    'body.calendarId': ['office-cn'],
    // nothing is sent to strangers
    'body.url': ['https://fuzz.invalid/hook'],
  };
}
