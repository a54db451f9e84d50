import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createSender, type Sender } from '../../activities/deliveries.ts';
import type { Send } from '../../domain/sends.ts';
import { markDelivered, resendDelivery } from '../../store/deliveries.ts';
import { insertSurvey } from '../../store/surveys.ts';
import { createWebhookEndpoint } from '../../store/webhook-endpoints.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  type HookServer,
  type MailServer,
  plantCase,
  plantSend,
  startHookServer,
  startMailServer,
} from '../support/outgoing.ts';

const WEEK = 7 * 86_400;
const SEQ = 6;
let database: TestDatabase;
let backend: HookServer;
let mail: MailServer;
let senders: readonly Sender[];

beforeAll(async () => {
  database = await createTestDatabase();
  [backend, mail] = await Promise.all([startHookServer(), startMailServer()]);
  const settings = {
    api: { publicUrl: 'http://shop.test' },
    mail: { smtpUrl: mail.url, from: 'care@shop.test' },
    webhook: { allow: ['127.0.0.1'] },
    dataDir: '/nonexistent',
  };
  // as two processes
  senders = [1, 2].map(() => createSender({ db: database.db, settings, log: { warn: () => undefined } }));
});
afterAll(async () => {
  for (const sender of senders) sender.close();
  await Promise.all([backend.close(), mail.close()]);
  await database.drop();
});
afterEach(() => {
  backend.answer = () => ({ status: 200 });
  backend.hooks.length = 0;
  mail.mails.length = 0;
});

interface Planted {
  readonly caseId: string;
  readonly customer: number;
}

/** A case with its survey by SMS, of a customer that has others or none. */
async function plant({ of, otherwise }: { of?: Planted; otherwise?: 'email' } = {}): Promise<Planted> {
  const { db } = database;
  const theCase = await plantCase(db, { channel: 'hotline', phone: '+8613800000000', email: 'li@customer.test' });
  const { caseId, shop } = theCase;
  await createWebhookEndpoint(db, { shop, url: backend.url });
  if (of) await db('intake').where({ case_id: caseId }).update({ customer_id: of.customer });
  const row = await db('intake').where({ case_id: caseId }).first<{ customer_id: number }>('customer_id');
  const expiresAt = Date.now() + WEEK * 1000;
  const facts: Send['facts'] = { round: 1, expiresAt, smsEvery: WEEK, ...(otherwise ? { otherwise } : {}) };
  await insertSurvey(db, { caseId, round: 1, outlet: 'sms', queuedAt: Date.now(), expiresAt });
  await plantSend(db, theCase, SEQ, { outlet: 'sms', template: 'survey', facts });
  return { caseId, customer: row.customer_id };
}

const attempt = ({ caseId }: Planted, by = 0) => senders[by]?.attempt({ caseId, seq: SEQ });
const sendOf = ({ caseId }: Planted) =>
  database.db('deliveries').where({ case_id: caseId }).first<{ outlet: string; state: string } | undefined>();
const surveyOf = ({ caseId }: Planted) =>
  database.db('surveys').where({ case_id: caseId }).first('outlet', 'sent_at', 'cancelled');
const factsOf = ({ caseId }: Planted) =>
  database.db('facts').where({ case_id: caseId }).select<{ type: string; body: object }[]>('type', 'body');
const bySms = () => backend.hooks.map(({ body }) => JSON.parse(body) as { outlet: string; facts: object });
const daysPass = (days: number) =>
  database.db('survey_sms').update({ claimed_at: database.db.raw(`claimed_at - ? * interval '1 day'`, [days]) });

const CANCELLED = [{ type: 'surveyCancelled', body: { round: 1, reason: 'sms-limit' } }];

describe('surveys by SMS', () => {
  it('go to a customer who had none, and the shop’s backend is not bothered with the limit', async () => {
    const first = await plant({ otherwise: 'email' });
    expect(await attempt(first)).toMatchObject({ taken: true, factId: expect.any(String) as string });
    expect(bySms()).toMatchObject([{ outlet: 'sms' }]);
    expect(Object.keys(bySms()[0]?.facts ?? {})).toEqual(['round', 'expiresAt']);
    expect(await factsOf(first)).toMatchObject([{ type: 'surveySent' }]);
  });

  it('of a second case within the week go by mail, and the lists say so', async () => {
    const first = await plant();
    await attempt(first);
    await daysPass(6.9);
    const second = await plant({ of: first, otherwise: 'email' });
    expect(await attempt(second)).toMatchObject({ taken: true });
    expect(bySms()).toHaveLength(1);
    expect(mail.mails).toHaveLength(1);
    expect(await sendOf(second)).toMatchObject({ outlet: 'email', state: 'delivered', via: 'mail' });
    expect(await surveyOf(second)).toMatchObject({ outlet: 'email', cancelled: null });
    expect(await factsOf(second)).toMatchObject([{ type: 'surveySent' }]);
  });

  it.each(['pending', 'stuck'])(
    'that have no other way are taken back when %s, and the case is told once',
    async (state) => {
      const first = await plant();
      await attempt(first);
      const second = await plant({ of: first });
      await database.db('deliveries').where({ case_id: second.caseId }).update({ state });
      expect(await attempt(second)).toEqual({ taken: true, factId: expect.any(String) as string });
      expect(bySms()).toHaveLength(1);
      expect(await sendOf(second)).toBeUndefined();
      expect(await surveyOf(second)).toMatchObject({ sent_at: null, cancelled: 'sms-limit' });
      await attempt(second);
      expect(await factsOf(second)).toEqual(CANCELLED);
      const links = await database.db('customer_tokens').where({ case_id: second.caseId });
      expect(links).toEqual([]);
    },
  );

  it('go again when the week is over, and to another customer at any time', async () => {
    const first = await plant();
    await attempt(first);
    await attempt(await plant());
    await daysPass(7.01);
    await attempt(await plant({ of: first }));
    expect(bySms().map(({ outlet }) => outlet)).toEqual(['sms', 'sms', 'sms']);
  });

  it('keep their claim when they are sent again', async () => {
    const first = await plant();
    backend.answer = () => ({ status: 503 });
    expect(await attempt(first)).toMatchObject({ taken: false, failure: { code: 'http_503' } });
    // it may have arrived all the same
    const second = await plant({ of: first });
    await attempt(second);
    expect(await factsOf(second)).toEqual(CANCELLED);
    backend.answer = () => ({ status: 200 });
    expect(await attempt(first, 1)).toMatchObject({ taken: true });
    expect(await sendOf(first)).toMatchObject({ outlet: 'sms', state: 'delivered' });
  });

  it('that fell back stay there, although the SMS is free again', async () => {
    const first = await plant();
    await attempt(first);
    const second = await plant({ of: first, otherwise: 'email' });
    mail.refuse = () => 451;
    expect(await attempt(second)).toMatchObject({ taken: false, failure: { code: 'smtp_451' } });
    mail.refuse = () => undefined;
    await daysPass(8);
    expect(await attempt(second, 1)).toMatchObject({ taken: true });
    expect([bySms().length, mail.mails.length]).toEqual([1, 1]);
  });

  it('of two cases at the same instant are one SMS and one cancelled, each of twenty times', async () => {
    for (let round = 0; round < 20; round++) {
      backend.hooks.length = 0;
      const first = await plant();
      const second = await plant({ of: first });
      // each in both processes, as when a lease runs out under way
      await Promise.all([attempt(first), attempt(second, 1), attempt(second), attempt(first, 1)]);
      const sent = new Set(backend.hooks.map(({ headers }) => headers['webhook-id']));
      expect(sent.size).toBe(1);
      const types = (await Promise.all([first, second].map(factsOf))).flat().map(({ type }) => type);
      expect(types.sort()).toEqual(['surveyCancelled', 'surveySent']);
    }
  });

  it('sent once and sent again by hand within another’s week fail where a person sees it; the case learns nothing false', async () => {
    const first = await plant();
    await attempt(first);
    await daysPass(8);
    const second = await plant({ of: first });
    await attempt(second);
    await resendDelivery(database.db, { caseId: first.caseId, seq: SEQ });
    expect(await attempt(first)).toEqual({ taken: false, failure: { code: 'sms_limit', permanent: true } });
    expect(await factsOf(first)).toMatchObject([{ type: 'surveySent' }]);
    expect(await surveyOf(first)).toMatchObject({ cancelled: null });
  });

  it('that have arrived meanwhile are not taken back', async () => {
    const first = await plant();
    await attempt(first);
    const second = await plant({ of: first });
    await markDelivered(database.db, { caseId: second.caseId, seq: SEQ }, 'webhook');
    expect(await attempt(second)).toEqual({ taken: true });
    expect(await sendOf(second)).toMatchObject({ state: 'delivered' });
    expect(await factsOf(second)).toEqual([]);
  });
});
