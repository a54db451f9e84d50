/** Caseloop, brought its cases by its own intake, or over HTTP. */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { agentRef, caseWorkflowId } from '../../../domain/ids.ts';
import { agentNumber } from '../../../store/agents.ts';
import { clockNow } from '../../../store/case-reads.ts';
import { keepVerdict } from '../../../store/verdicts.ts';
import { resolve } from '../../../workflows/messages.ts';
import { ADMIN_KEY, type House } from './house.ts';
import { AGENT, TEXTS, type Way } from './unit.ts';

/** What a message says of the customer: one of their own for each case. */
const inbound = (shop: string, index: number) =>
  ({ shop, channel: 'chat', customer: { id: `customer-${shop}-${index}` }, threadId: `thread-${index}` }) as const;

/** In the process that measures, without HTTP: the functions that the routes call. */
export function byIntake({ db, temporal, intake }: House, shop: string): Way {
  return {
    async open(index) {
      const { caseId } = await intake.receive({ ...inbound(shop, index), messageId: randomUUID(), text: TEXTS.first });
      return caseId;
    },
    async say(_caseId, index) {
      await intake.receive({ ...inbound(shop, index), messageId: randomUUID(), text: TEXTS.second });
    },
    async reply(caseId) {
      await intake.reply(caseId, { messageId: randomUUID(), agentId: AGENT, kind: 'answer', text: TEXTS.answer });
    },
    async resolve(caseId) {
      const agent = agentRef(await agentNumber(db, shop, AGENT));
      const asked = { type: 'resolve', agent, outcome: 'solved', acceptedAt: await clockNow(db) } as const;
      const requestKey = randomUUID();
      const verdict = await keepVerdict(db, { requestKey, caseId, verdict: asked });
      const handle = temporal.workflow.getHandle(caseWorkflowId(caseId));
      await handle.executeUpdate(resolve, { args: [verdict], updateId: requestKey });
    },
    async confirm(caseId) {
      await intake.confirm(caseId, { messageId: randomUUID(), confirmed: true });
    },
  };
}

const agent = new Agent({ keepAlive: true });
/** Then it is no longer a busy machine. */
const TRIES = 20;

/** Through the API's process, on connections that stay open; what is answered with 503 is sent again, as backends do. */
export function byHttp({ apiPort }: House, shop: string, onAgain: () => void): Way {
  const post = async (path: string, body: object): Promise<Record<string, unknown>> => {
    const key = randomUUID();
    for (let attempt = 1; ; attempt += 1) {
      const { status, text } = await send(apiPort, path, JSON.stringify(body), key);
      if (status === 200 || status === 202) return JSON.parse(text) as Record<string, unknown>;
      const isBusy = status === 503 || text.includes('idempotency_key_in_use');
      if (!isBusy || attempt === TRIES) throw new Error(`${path}: ${status} ${text}`);
      onAgain();
      await sleep(1000);
    }
  };
  return {
    async open(index) {
      const first = { ...inbound(shop, index), messageId: randomUUID(), text: TEXTS.first };
      return String((await post('/v1/messages', first))['caseId']);
    },
    async say(_caseId, index) {
      await post('/v1/messages', { ...inbound(shop, index), messageId: randomUUID(), text: TEXTS.second });
    },
    async reply(caseId) {
      const answer = { messageId: randomUUID(), agentId: AGENT, kind: 'answer', text: TEXTS.answer };
      await post(`/v1/cases/${caseId}/replies`, answer);
    },
    async resolve(caseId) {
      await post(`/v1/cases/${caseId}/resolution`, { agentId: AGENT, outcome: 'solved' });
    },
    async confirm(caseId) {
      await post(`/v1/cases/${caseId}/confirmation`, { messageId: randomUUID(), confirmed: true });
    },
  };
}

function send(port: number, path: string, body: string, key: string): Promise<{ status: number; text: string }> {
  return new Promise((answered, reject) => {
    const headers = {
      authorization: `Bearer ${ADMIN_KEY}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'idempotency-key': key,
    };
    const asked = request({ agent, host: '127.0.0.1', port, path, method: 'POST', headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.on('end', () => {
        answered({ status: response.statusCode ?? 0, text });
      });
    });
    asked.on('error', reject).end(body);
  });
}
