import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSender, type Sender } from '../../activities/deliveries.ts';
import type { CaseEvent } from '../../domain/case.ts';
import { FAILING_LIMIT_MS } from '../../domain/delivery-schedule.ts';
import type { CaseKind } from '../../domain/kinds/index.ts';
import { insertCaseEvents } from '../../store/case-events.ts';
import { claimDueCalls, insertTestCall, listCalls, pruneCalls, resendCall } from '../../store/webhook-calls.ts';
import {
  changeWebhookEndpoint,
  createWebhookEndpoint,
  findWebhookEndpoint,
  forgetOldSecrets,
  rotateSecret,
} from '../../store/webhook-endpoints.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type HookServer, type MailServer, plantCase, startHookServer, startMailServer } from '../support/outgoing.ts';

let database: TestDatabase;
let backend: HookServer;
let mail: MailServer;
let sender: Sender;
const warnings: unknown[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  backend = await startHookServer();
  mail = await startMailServer();
  sender = createSender({
    db: database.db,
    settings: {
      api: { publicUrl: 'http://shop.test' },
      mail: { smtpUrl: mail.url, from: 'care@shop.test' },
      webhook: { allow: ['127.0.0.1'] },
      dataDir: '/nonexistent',
    },
    log: { warn: (fields) => warnings.push(fields) },
  });
});
afterAll(async () => {
  sender.close();
  await backend.close();
  await mail.close();
  await database.drop();
});
beforeEach(async () => {
  backend.hooks.length = 0;
  backend.answer = () => ({ status: 200 });
  mail.mails.length = 0;
  mail.refuse = () => undefined;
  warnings.length = 0;
  await database.db('webhook_calls').delete();
});

type Planted = Awaited<ReturnType<typeof plantCase>>;
type Options = Omit<Parameters<typeof createWebhookEndpoint>[1], 'shop' | 'url'>;

const AT = Date.parse('2026-11-23T02:00:00Z');
const asked: CaseEvent = { type: 'humanRequested', at: AT, by: 'customer' };
const extended: CaseEvent = { type: 'paused', at: AT, by: 'agent-7', clocks: ['answer'], reasonCode: 'carrier' };
const warned: CaseEvent = { type: 'clockWarned', at: AT, by: 'policy', clock: 'answer', role: 'owner', dueAt: AT + 1 };

/** An endpoint of the case's shop. */
const endpointOf = ({ shop }: Planted, options: Options = { events: ['*'] }, url = backend.url) =>
  createWebhookEndpoint(database.db, { shop, url, messages: false, ...options });

const happen = ({ caseId, shop }: Planted, events: readonly CaseEvent[], kind: CaseKind = 'inquiry', fromSeq = 1) =>
  insertCaseEvents(database.db, { caseId, fromSeq, events, state: { shop, kind } });

/** One pass of the outbox; the events it called about. */
async function pass(): Promise<string[]> {
  const claimed = await claimDueCalls(database.db, { room: 20, underWay: [] });
  await Promise.all(claimed.map((call) => sender.call(call)));
  return claimed.map(({ event }) => event);
}

const makeDue = () =>
  database
    .db('webhook_calls')
    .where({ state: 'pending' })
    .update({ next_attempt_at: new Date(Date.now() - 1000) });
const callsOf = (id: string) => listCalls(database.db, id, { limit: 50 });
const endpointNow = async (id: string) => {
  const endpoint = await findWebhookEndpoint(database.db, id);
  if (!endpoint) throw new Error('it is gone');
  return endpoint;
};
const headersOf = (hook: HookServer['hooks'][number] | undefined) => (hook?.headers ?? {}) as Record<string, string>;
/** Every call of the endpoint has failed for so long. */
const failingFor = (id: string, ms: number) =>
  database
    .db('webhook_endpoints')
    .where({ id: Number(id) })
    .update({ failing_since: new Date(Date.now() - ms) });

/** A case with an event that its endpoint has not taken yet. */
async function plantEvent(settings: object = {}, locale = 'zh') {
  const theCase = await plantCase(database.db, { settings, locale });
  const { id, secret } = await endpointOf(theCase);
  await happen(theCase, [asked]);
  return { ...theCase, id, secret };
}

describe('a stored event', () => {
  it('goes to an endpoint as ids, codes and instants, signed', async () => {
    const theCase = await plantCase(database.db, { phone: '13800000000', email: 'li@customer.test' });
    const { id, secret } = await endpointOf(theCase);
    await happen(theCase, [asked, warned]);
    await pass();
    const { caseId, shop } = theCase;
    const hook = backend.hooks.find(({ body }) => body.includes('clockWarned'));
    expect(headersOf(hook)['webhook-id']).toBe(`${caseId}:2:${id}`);
    const body = new Webhook(secret).verify(hook?.body ?? '', headersOf(hook));
    expect(body).toEqual({
      ...{ id: `${caseId}:2`, position: expect.any(Number) as number, shop, caseId, seq: 2, type: 'clockWarned' },
      ...{ at: '2026-11-23T02:00:00.000Z', by: 'policy' },
      data: { clock: 'answer', role: 'owner', dueAt: '2026-11-23T02:00:00.001Z' },
    });
    expect((await callsOf(id)).map(({ state, status, attempts }) => [state, status, attempts])).toEqual([
      ['delivered', 200, 1],
      ['delivered', 200, 1],
    ]);
  });

  it('goes to those that want its type and kind of case, and to no other shop', async () => {
    const [theCase, other] = [await plantCase(database.db), await plantCase(database.db)];
    const some = await endpointOf(theCase, { events: ['paused'] });
    const kinds = await endpointOf(theCase, { events: ['*'], kinds: ['complaint', 'after-sales'] });
    const none = await endpointOf(theCase, { messages: true });
    const elsewhere = await endpointOf(other);
    await happen(theCase, [asked, extended]);
    await happen(theCase, [asked], 'complaint', 3);
    const told = async ({ id }: { id: string }) => (await callsOf(id)).map(({ seq }) => seq).sort();
    expect(await Promise.all([some, kinds, none, elsewhere].map(told))).toEqual([[2], [3], [], []]);
  });

  it('is queued with its transaction, or not at all', async () => {
    const theCase = await plantCase(database.db);
    const { id } = await endpointOf(theCase);
    const trx = await database.db.transaction();
    await insertCaseEvents(trx, { ...theCase, fromSeq: 1, events: [asked], state: { ...theCase, kind: 'inquiry' } });
    await trx.rollback();
    expect(await callsOf(id)).toEqual([]);
    await happen(theCase, [asked]);
    expect(await happen(theCase, [asked])).toBe(false);
    expect(await callsOf(id)).toHaveLength(1);
  });

  it('comes again under the same id and with the same body when nobody noted that it was taken', async () => {
    await plantEvent();
    const [call] = await claimDueCalls(database.db, { room: 20, underWay: [] });
    if (!call) throw new Error('nothing to call');
    await sender.call(call);
    // the process had died before it noted that
    await database.db('webhook_calls').update({ state: 'pending', delivered_at: null });
    expect(await pass()).toEqual([]); // its lease runs
    await makeDue();
    expect(await pass()).toEqual([call.event]);
    const [first, second] = backend.hooks;
    expect(headersOf(second)['webhook-id']).toBe(headersOf(first)['webhook-id']);
    expect(second?.body).toBe(first?.body);
  });
});

describe('an endpoint that does not take an event', () => {
  it('is tried ten times over 75 hours, and then the event is given up', async () => {
    const { id } = await plantEvent();
    backend.answer = () => ({ status: 302, headers: { location: `${backend.url}/elsewhere` } });
    const hours: number[] = [];
    for (let attempt = 1; attempt <= 10; attempt++) {
      await pass();
      const [call] = await callsOf(id);
      expect(call).toMatchObject({ attempts: attempt, code: 'http_302', status: 302 });
      expect(call?.state).toBe(attempt === 10 ? 'given-up' : 'pending');
      if (attempt < 10) hours.push(((call?.nextAttemptAt.getTime() ?? 0) - Date.now()) / 3_600_000);
      await makeDue();
    }
    [5 / 3600, 1 / 12, 0.5, 2, 5, 10, 14, 20, 24].forEach((planned, i) => {
      expect(hours[i]).toBeGreaterThan(planned - 0.001);
      expect(hours[i]).toBeLessThan(planned * 1.1 + 0.001);
    });
    // each redirect was one call, and none was followed
    expect(backend.hooks).toHaveLength(10);
    expect(new Set(backend.hooks.map((hook) => headersOf(hook)['webhook-id'])).size).toBe(1);
    expect(await pass()).toEqual([]);
    // it has failed for some seconds only: this event was the trouble, not the endpoint
    expect((await endpointNow(id)).disabledAt).toBeNull();
    expect(await resendCall(database.db, { endpointId: id, event: (await callsOf(id))[0]?.event ?? '' })).toBe(true);
    backend.answer = () => ({ status: 200 });
    await pass();
    expect(await callsOf(id)).toMatchObject([{ state: 'delivered', attempts: 1, code: null, status: 200 }]);
    expect((await endpointNow(id)).failingSince).toBeNull();
  });

  it('is left alone for as long as it asks, a day at most', async () => {
    const theCase = await plantEvent();
    backend.answer = () => ({ status: 429, headers: { 'retry-after': '999999999' } });
    await pass();
    await happen(theCase, [asked], 'inquiry', 2);
    await makeDue();
    expect(await pass()).toEqual([]);
    const { db } = database;
    const { rests } = await db('webhook_endpoints')
      .where({ id: Number(theCase.id) })
      .first<{ rests: Date }>({ rests: 'rests_until' });
    const hours = (rests.getTime() - Date.now()) / 3_600_000;
    expect([hours > 23.9, hours <= 24]).toEqual([true, true]);
    await db('webhook_endpoints').update({ rests_until: new Date() });
    expect(await pass()).toHaveLength(2);
  });

  it('with 410 is disabled at once; what waits is sent when it is enabled, what happens meanwhile is not', async () => {
    const theCase = await plantEvent();
    await happen(theCase, [warned], 'inquiry', 2);
    backend.answer = (hook) => ({ status: hook.body.includes('clockWarned') ? 500 : 410 });
    await pass();
    expect(await endpointNow(theCase.id)).toMatchObject({ disabledBecause: 'gone' });
    expect(warnings).toContainEqual({ id: theCase.id, shop: theCase.shop, because: 'gone' });
    await happen(theCase, [asked], 'inquiry', 3);
    await makeDue();
    expect(await pass()).toEqual([]);
    await database.db('webhook_calls').update({ next_attempt_at: new Date(Date.now() + 3_600_000) });
    backend.answer = () => ({ status: 200 });
    const enabled = await changeWebhookEndpoint(database.db, theCase.id, { enabled: true });
    expect(enabled).toMatchObject({ disabledAt: null, disabledBecause: null, failingSince: null });
    expect((await pass()).sort()).toEqual([`${theCase.caseId}:1`, `${theCase.caseId}:2`]);
    // what is under way to an endpoint that is enabled already is not sent beside itself
    await happen(theCase, [asked], 'inquiry', 4);
    await claimDueCalls(database.db, { room: 20, underWay: [] });
    await changeWebhookEndpoint(database.db, theCase.id, { enabled: true });
    expect(await pass()).toEqual([]);
  });

  it('is disabled when every call has failed for 75 hours, and not when one was taken', async () => {
    const theCase = await plantEvent();
    backend.answer = () => ({ status: 500 });
    await pass();
    await failingFor(theCase.id, FAILING_LIMIT_MS - 60_000);
    await makeDue();
    await pass();
    expect((await endpointNow(theCase.id)).disabledAt).toBeNull();

    backend.answer = () => ({ status: 204 });
    await insertTestCall(database.db, theCase.id);
    await pass();
    expect((await endpointNow(theCase.id)).failingSince).toBeNull();

    backend.answer = () => ({ status: 500 });
    await makeDue();
    await pass();
    await failingFor(theCase.id, FAILING_LIMIT_MS);
    await makeDue();
    await pass();
    expect(await endpointNow(theCase.id)).toMatchObject({ disabledBecause: 'failing' });
  });

  it('does not hold up others, nor does it get more than four calls at once', async () => {
    const [slow, quick] = [await plantCase(database.db), await plantCase(database.db)];
    const { id } = await endpointOf(slow);
    await endpointOf(quick);
    await happen(
      slow,
      Array.from({ length: 30 }, () => asked),
    );
    await happen(quick, [asked]);
    const claimed = await claimDueCalls(database.db, { room: 20, underWay: [] });
    expect(claimed.map(({ event }) => event.split(':')[0]).sort()).toEqual(
      [quick, slow, slow, slow, slow].map(({ caseId }) => caseId).sort(),
    );
    await happen(quick, [asked], 'inquiry', 2);
    const underWay = claimed.filter(({ endpointId }) => endpointId === id);
    const next = await claimDueCalls(database.db, { room: 16, underWay });
    expect(next.map(({ event }) => event)).toEqual([`${quick.caseId}:2`]);
    // one of the four has ended
    const further = await claimDueCalls(database.db, { room: 17, underWay: underWay.slice(1) });
    expect(further.map(({ endpointId }) => endpointId)).toEqual([id]);
  });
});

describe('a shop', () => {
  const disable = async (settings: object, locale = 'zh') => {
    const planted = await plantEvent(settings, locale);
    backend.answer = () => ({ status: 410 });
    await pass();
    return planted;
  };
  const staff = { manager: { email: 'boss@shop.test' }, supervisor: { email: 'second@shop.test' } };

  it.each([
    ['zh', /已停用/, /410/],
    ['en', /is disabled/, /it answered 410/],
  ])('is told once by mail, in its language (%s), that an endpoint is disabled', async (locale, subject, text) => {
    const { id } = await disable({ staff }, locale);
    await sender.tellOfDisabled();
    await sender.tellOfDisabled();
    expect(mail.mails).toHaveLength(1);
    const [told] = mail.mails;
    expect(told?.to).toEqual(['boss@shop.test']);
    expect(told?.headers['subject']).toMatch(subject);
    expect(told?.headers['message-id']).toMatch(new RegExp(`^<webhook-endpoint-${id}-\\d+@shop\\.test>$`));
    expect(told?.text).toMatch(text);
    expect(told?.text).toContain(`PATCH /v1/webhook-endpoints/${id}`);
    // what stands behind the host may be a secret
    expect(told?.text).not.toContain('/hook');
  });

  it('is told once by two processes, and not again when the address of the endpoint is changed', async () => {
    const { id } = await disable({ staff });
    await Promise.all([sender.tellOfDisabled(), sender.tellOfDisabled()]);
    expect(mail.mails).toHaveLength(1);
    await changeWebhookEndpoint(database.db, id, { url: `${backend.url}/new` });
    await sender.tellOfDisabled();
    expect(mail.mails).toHaveLength(1);
  });

  it('is told when the mail server is back, and again when it is disabled anew', async () => {
    const { id } = await disable({ staff: { supervisor: { email: 'second@shop.test' } } });
    mail.refuse = () => 451;
    await sender.tellOfDisabled();
    expect(mail.mails).toHaveLength(0);
    mail.refuse = () => undefined;
    await sender.tellOfDisabled();
    expect(mail.mails.map(({ to }) => to)).toEqual([['second@shop.test']]);
    await changeWebhookEndpoint(database.db, id, { enabled: true });
    await makeDue();
    await pass();
    await sender.tellOfDisabled();
    expect(mail.mails).toHaveLength(2);
  });

  it('without an address finds it in the list, as does one that disabled it by hand', async () => {
    const { id } = await disable({});
    await changeWebhookEndpoint(database.db, (await plantEvent({ staff })).id, { enabled: false });
    await sender.tellOfDisabled();
    expect(mail.mails).toEqual([]);
    expect(await endpointNow(id)).toMatchObject({ disabledBecause: 'gone' });
  });
});

it('signs with both secrets for 24 hours after a rotation, then with the new one only', async () => {
  const theCase = await plantEvent();
  const fresh = await rotateSecret(database.db, theCase.id);
  await pass();
  const [both] = backend.hooks;
  const signatures = headersOf(both)['webhook-signature']?.split(' ') ?? [];
  expect(signatures).toHaveLength(2);
  for (const secret of [theCase.secret, fresh?.secret ?? '']) {
    expect(() => new Webhook(secret).verify(both?.body ?? '', headersOf(both))).not.toThrow();
  }
  const { oldSecretUntil } = await endpointNow(theCase.id);
  expect(((oldSecretUntil?.getTime() ?? 0) - Date.now()) / 3_600_000).toBeCloseTo(24, 1);

  await database.db('webhook_endpoints').update({ old_secret_until: new Date() });
  await happen(theCase, [asked], 'inquiry', 2);
  await pass();
  const later = backend.hooks[1];
  expect(headersOf(later)['webhook-signature']?.split(' ')).toHaveLength(1);
  expect(() => new Webhook(theCase.secret).verify(later?.body ?? '', headersOf(later))).toThrow();
  new Webhook(fresh?.secret ?? '').verify(later?.body ?? '', headersOf(later));
  await forgetOldSecrets(database.db);
  expect(JSON.stringify(await database.db('webhook_endpoints'))).not.toContain(theCase.secret);
});

it('sends a test like any event, and forgets calls after 30 days', async () => {
  const theCase = await plantCase(database.db);
  const { id, secret } = await endpointOf(theCase, { events: [] });
  const { event } = await insertTestCall(database.db, id);
  await pass();
  const [hook] = backend.hooks;
  expect(new Webhook(secret).verify(hook?.body ?? '', headersOf(hook))).toMatchObject({ id: event, type: 'test' });
  await pruneCalls(database.db);
  expect(await callsOf(id)).toHaveLength(1);
  await database.db('webhook_calls').update({ created_at: new Date(Date.now() - 31 * 86_400_000) });
  await pruneCalls(database.db);
  expect(await callsOf(id)).toEqual([]);
});
