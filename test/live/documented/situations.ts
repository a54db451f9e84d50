/** The situation in which each call of the documentation makes sense. */
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { createClient, everyItem, type Client } from '../../../client/index.ts';
import { exampleOrder } from '../../support/order-system.ts';
import type { Instance } from './instance.ts';

export interface Situation {
  readonly caseId?: string;
  /** What stands in an example for something that is there: other text for it. */
  readonly instead?: Readonly<Record<string, string>>;
}

const paid = (lines: readonly { readonly paidCents: number }[], freightCents: number) => ({
  ...{ method: 'alipay' as const, refundedCents: 0 },
  amountCents: lines.reduce((sum, { paidCents }) => sum + paidCents, freightCents),
});

export class Situations {
  readonly #instance: Instance;
  readonly #admin: Client;
  readonly #agent: Client;

  private constructor(instance: Instance, agent: Client) {
    this.#instance = instance;
    this.#admin = instance.admin;
    this.#agent = agent;
  }

  static async open(instance: Instance): Promise<Situations> {
    const body = { shop: 'main', role: 'agent', name: `agent ${randomUUID()}` } as const;
    const { data } = await instance.admin.POST('/v1/api-keys', { body });
    return new Situations(instance, createClient({ baseUrl: instance.url, apiKey: data.key ?? '' }));
  }

  /** Brings about what a route needs; an open case where nothing else is said. */
  async of(route: string): Promise<Situation> {
    const own = this.#own[route];
    if (own) return own();
    if (!route.includes('{caseId}')) return {};
    return { caseId: await this.#inquiry() };
  }

  readonly #own: Readonly<Record<string, () => Promise<Situation>>> = {
    'post /cases/{caseId}/resume': () => this.#after('pause', { agentId: 'E-007', reasonCode: 'carrier' }),
    'post /cases/{caseId}/level': async () => ({ caseId: await this.#inquiry({ level: 1 }) }),
    'post /cases/{caseId}/consultations': async () => ({ caseId: await this.#inquiry({ level: 3 }) }),
    'post /cases/{caseId}/hand-off': async () => ({ caseId: await this.#inquiry({ channel: 'chat' }) }),
    'post /cases/{caseId}/transfer': () => this.#after('claim', { agentId: 'E-007' }),
    'post /cases/{caseId}/merge': () => this.#twin(),
    'post /cases/{caseId}/escalations/{seq}/ack': () => this.#escalated(),
    'post /cases/{caseId}/surveys/{round}/answer': () => this.#surveyed(),
    'post /cases/{caseId}/deliveries/{seq}/resend': () => this.#stuck(),
    ...Object.fromEntries(
      ['patch ', 'post rotate-secret', 'post test', 'get deliveries', 'delete '].map((one) => {
        const [method, below = ''] = one.split(' ');
        return [`${method} /webhook-endpoints/{id}${below && `/${below}`}`, () => this.#endpoint()];
      }),
    ),
    'post /webhook-endpoints/{id}/deliveries/{event}/resend': () => this.#tested(),
    'delete /api-keys/{id}': () => this.#key(),
    'get /work-orders/{workOrder}': () => this.#workOrder(),
    'patch /work-orders/{workOrder}': () => this.#workOrder(),
    'post /cases/{caseId}/severity': () => this.#complaint(),
    'post /cases/{caseId}/evidence': () => this.#complaint(),
    'post /cases/{caseId}/evidence-complete': async () => {
      const caseId = await this.#complain();
      await this.#do(caseId, 'evidence', { agentId: 'E-007', items: ['photo'] });
      return { caseId };
    },
    'post /cases/{caseId}/decision': () => this.#complaint(),
    'post /cases/{caseId}/measures': () => this.#complaint(),
    'post /cases/{caseId}/approvals': () => this.#measured(this.#agent),
    'post /cases/{caseId}/measures/{measure}/carried-out': () => this.#measured(this.#admin),
    'post /cases/{caseId}/result': () => this.#decided(),
    'post /cases/{caseId}/release': async () => {
      const { caseId } = await this.#decided();
      await this.#do(caseId, 'result', { agentId: 'E-007' });
      return { caseId };
    },
    ...Object.fromEntries(
      ['application', 'goods', 'inspection', 'refund-arrival', 'offer-answer', 'kept-lines', 'request-decision'].map(
        (what) => [`post /cases/{caseId}/${what}`, async () => ({ caseId: await this.#request() })],
      ),
    ),
    'post /cases/{caseId}/grant-approval': () => this.#granted(),
  };

  /** What the API has no typed door for here: any call below a case. */
  async #do(caseId: string, what: string, body: object, by = this.#admin): Promise<void> {
    await by.POST(`/v1/cases/{caseId}/${what}` as '/v1/cases/{caseId}/notes', {
      params: { path: { caseId } },
      body: body as { agentId: string; text: string },
    });
  }

  async #open(kind: 'inquiry' | 'complaint' | 'after-sales', changes: object = {}): Promise<string> {
    const id = randomUUID();
    const { data } = await this.#admin.POST('/v1/cases', {
      body: {
        ...{ shop: 'main', channel: 'email', kind, messageId: `mail-${id}`, orderId: `order-${id}` },
        customer: { id: `customer-${id}`, email: `li-${id}@example.com` },
        text: '蓝牙耳机连不上手机,怎么办?',
        ...changes,
      },
    });
    const params = { path: { caseId: data.caseId }, query: { after: `mail-${id}` } };
    const status = async () => (await this.#admin.GET('/v1/cases/{caseId}', { params })).data.status;
    await expect.poll(status, { timeout: 15_000 }).not.toBe('opening');
    return data.caseId;
  }

  #inquiry(changes: object = {}): Promise<string> {
    return this.#open('inquiry', changes);
  }

  #complain(): Promise<string> {
    return this.#open('complaint');
  }

  async #complaint(): Promise<Situation> {
    return { caseId: await this.#complain() };
  }

  async #after(what: string, body: object): Promise<Situation> {
    const caseId = await this.#inquiry();
    await this.#do(caseId, what, body);
    return { caseId };
  }

  async #twin(): Promise<Situation> {
    const customer = { id: `customer-${randomUUID()}` };
    const into = await this.#inquiry({ customer, channel: 'chat' });
    return { caseId: await this.#inquiry({ customer, channel: 'chat' }), instead: { 'CS-20261123-000002': into } };
  }

  /** An appeal is somebody's to look at. */
  async #escalated(): Promise<Situation> {
    const { caseId } = await this.#decided();
    await this.#do(caseId, 'result', { agentId: 'E-007' });
    await this.#do(caseId, 'appeal', { messageId: randomUUID(), text: '门口监控我有。' });
    await expect.poll(() => this.#seqOf(caseId, 'escalated'), { timeout: 20_000 }).toBeGreaterThan(0);
    const seq = await this.#seqOf(caseId, 'escalated');
    return { caseId, instead: { '/escalations/1/': `/escalations/${seq}/` } };
  }

  /** 0: there is none yet. */
  async #seqOf(caseId: string, type: string): Promise<number> {
    const path = { caseId };
    const events = everyItem((query) => this.#admin.GET('/v1/cases/{caseId}/events', { params: { path, query } }));
    for await (const event of events) if (event.type === type) return event.seq;
    return 0;
  }

  async #surveyed(): Promise<Situation> {
    const caseId = await this.#inquiry();
    await this.#do(caseId, 'replies', {
      messageId: randomUUID(),
      agentId: 'E-007',
      kind: 'answer',
      text: '请重新配对。',
    });
    await this.#do(caseId, 'resolution', { agentId: 'E-007', outcome: 'solved' });
    await this.#do(caseId, 'confirmation', { messageId: randomUUID(), confirmed: true });
    const path = { caseId };
    const surveys = async () =>
      (await this.#admin.GET('/v1/cases/{caseId}/surveys', { params: { path } })).data.items.length;
    await expect.poll(surveys, { timeout: 15_000 }).toBe(1);
    return { caseId };
  }

  /** As a delivery stands whose receiver was away for ten minutes. */
  async #stuck(): Promise<Situation> {
    const caseId = await this.#inquiry();
    const stuck = async () =>
      (
        await this.#instance
          .db('deliveries')
          .where({ case_id: caseId })
          .update({ state: 'stuck' })
          .returning<{ seq: number }[]>('seq')
      )[0]?.seq;
    await expect.poll(stuck, { timeout: 15_000 }).toBeDefined();
    return { caseId, instead: { '/deliveries/1/': `/deliveries/${String(await stuck())}/` } };
  }

  async #newEndpoint(): Promise<string> {
    // a shop has ten at most
    await this.#instance.db('webhook_endpoints').where('url', 'like', '%.example.com/%').delete();
    const body = { shop: 'main', url: 'https://shop.example.com/another', messages: false, events: [] };
    return (await this.#admin.POST('/v1/webhook-endpoints', { body })).data.id;
  }

  async #endpoint(): Promise<Situation> {
    return { instead: { '/webhook-endpoints/1': `/webhook-endpoints/${await this.#newEndpoint()}` } };
  }

  /** An endpoint that was told of something. */
  async #tested(): Promise<Situation> {
    const id = await this.#newEndpoint();
    const { data } = await this.#admin.POST('/v1/webhook-endpoints/{id}/test', { params: { path: { id } } });
    return {
      instead: { '/webhook-endpoints/1/deliveries/$CASE_ID:1/': `/webhook-endpoints/${id}/deliveries/${data.event}/` },
    };
  }

  async #key(): Promise<Situation> {
    const body = { shop: 'main', role: 'service', name: randomUUID() } as const;
    const { data } = await this.#admin.POST('/v1/api-keys', { body });
    return { instead: { '/api-keys/1': `/api-keys/${data.id}` } };
  }

  async #workOrder(): Promise<Situation> {
    const { data } = await this.#admin.POST('/v1/cases/{caseId}/work-orders', {
      params: { path: { caseId: await this.#inquiry() } },
      body: { agentId: 'E-007', type: 'refund', fields: { amount: 1, method: 'original' } },
    });
    return { instead: { 'WO-000001': data.workOrderId } };
  }

  /** A measure that is approved where its proposer may, and else waits. */
  async #measured(by: Client): Promise<Situation> {
    const caseId = await this.#complain();
    await this.#do(caseId, 'measures', { agentId: 'E-007', measures: [{ kind: 'coupon', amount: 120 }] }, by);
    return { caseId };
  }

  async #decided(): Promise<{ caseId: string }> {
    const caseId = await this.#complain();
    await this.#do(caseId, 'decision', { agentId: 'E-007', truth: 'confirmed', responsibility: 'shop' });
    return { caseId };
  }

  /** A request that people have to decide about: its fault is disputed. */
  async #request(): Promise<string> {
    const order = exampleOrder();
    const [dear, ...others] = order.lines;
    if (!dear) throw new Error('an order has lines');
    const lines = [{ ...dear, priceCents: 600_000, paidCents: 600_000 }, ...others];
    await this.#instance.orders.putOrder('main', { ...order, lines, payments: [paid(lines, order.freight.paidCents)] });
    const caseId = await this.#open('after-sales', {
      ...{ orderId: order.orderId, customer: { id: order.customerId } },
      application: { requestType: 'return', fault: 'disputed', lines: [{ line: 1 }] },
    });
    await this.#untilStage(caseId, 'decision');
    return caseId;
  }

  async #untilStage(caseId: string, stage: string): Promise<void> {
    const path = { caseId };
    const now = async () => (await this.#admin.GET('/v1/cases/{caseId}', { params: { path } })).data.afterSales?.stage;
    await expect.poll(now, { timeout: 20_000 }).toBe(stage);
  }

  async #granted(): Promise<Situation> {
    const caseId = await this.#request();
    const grant = { remedy: 'refund', freight: 'shop', lines: [{ line: 1, quantity: 2, amount: 5000 }] };
    const decision = { agentId: 'E-007', decision: 'approve', reasonCode: 'faulty', grant };
    await this.#do(caseId, 'request-decision', decision, this.#agent);
    await this.#untilStage(caseId, 'approval');
    return { caseId };
  }
}
