import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createSender, type Sender } from '../../activities/deliveries.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type MailServer, parseMail, plantCase, plantReply, plantSend, startMailServer } from '../support/outgoing.ts';

let database: TestDatabase;
let server: MailServer;
let sender: Sender;
let dataDir: string;

const settingsFor = (smtpUrl: string | undefined) => ({
  api: { publicUrl: 'http://shop.test/' },
  mail: { smtpUrl, from: 'Caseloop <care@shop.test>' },
  webhook: { allow: [] },
  dataDir,
});
const quiet = { warn: () => undefined };

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'caseloop-mail-'));
  database = await createTestDatabase();
  server = await startMailServer();
  sender = createSender({ db: database.db, settings: settingsFor(server.url), log: quiet });
});
afterAll(async () => {
  sender.close();
  await server.close();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});
beforeEach(() => {
  server.mails.length = 0;
  server.refuse = () => undefined;
});

const SETTINGS = { companyDetails: '示例商城有限公司\n电话 400-000-0000', faqUrl: 'https://shop.test/faq' };
const NINE_THIRTY = Date.parse('2026-11-24T01:30:00Z');

it('sends an answer once, with Chinese intact, company details, FAQ and key', async () => {
  const { db } = database;
  const theCase = await plantCase(db, { channel: 'email', email: 'li@customer.test', settings: SETTINGS });
  const text = '您好,净水器滤芯可以通用 <b>放心</b>。\n第二行';
  const attachments = JSON.stringify([{ name: '说明书.pdf', url: 'https://files.test/1' }]);
  await plantSend(db, theCase, 3, {
    outlet: 'email',
    template: 'reply',
    message: await plantReply(db, theCase, text, { attachments }),
  });

  expect(await sender.attempt({ caseId: theCase.caseId, seq: 3 })).toEqual({ taken: true });

  expect(server.mails).toHaveLength(1);
  const [mail] = server.mails;
  expect(mail?.to).toEqual(['li@customer.test']);
  expect(mail?.headers['subject']).toBe(`[${theCase.caseId}] 关于您咨询的回复`);
  expect(mail?.headers['from']).toBe('示例商城 <care@shop.test>');
  expect(mail?.headers['message-id']).toBe(`<${theCase.caseId}.3@shop.test>`);
  expect(mail?.headers['x-caseloop-key']).toBe(`${theCase.caseId}:3`);
  expect(mail?.headers['auto-submitted']).toBeUndefined();
  expect(mail?.text.replaceAll('\r\n', '\n')).toBe(
    `${text}\n\n附件:说明书.pdf https://files.test/1\n单号:${theCase.caseId}\n常见问题:https://shop.test/faq\n${SETTINGS.companyDetails}\n`,
  );
  expect(mail?.html).toContain('&#60;b&#62;放心');
  expect(mail?.html).toContain('<a href="https://files.test/1">');
  expect(await db('deliveries').where({ case_id: theCase.caseId }).first('state', 'via', 'code')).toEqual({
    state: 'delivered',
    via: 'mail',
    code: null,
  });
});

it('promises the computed instant in the shop’s zone and the customer’s language', async () => {
  const { db } = database;
  for (const [locale, promise] of [
    ['zh', '最晚11月24日 09:30前答复您'],
    ['en', 'You will hear from us by 24 Nov 09:30'],
  ] as const) {
    const theCase = await plantCase(db, { channel: 'email', email: 'li@customer.test', locale });
    await plantSend(db, theCase, 2, { outlet: 'email', template: 'receipt', facts: { dueAt: NINE_THIRTY } });
    await sender.attempt({ caseId: theCase.caseId, seq: 2 });
    const mail = server.mails.at(-1);
    expect(mail?.text).toContain(promise);
    expect(mail?.headers['auto-submitted']).toBe('auto-generated');
  }
});

it('threads with our first message and the customer’s own mails', async () => {
  const { db } = database;
  const theCase = await plantCase(db, { channel: 'email', email: 'li@customer.test' });
  for (const id of ['<first@customer.test>', 'last@customer.test', 'not a message id\r\nBcc: x@y.z']) {
    await plantReply(db, theCase, 'q', {
      direction: 'in',
      channel: 'email',
      message_id: id,
      scope: `in:${theCase.caseId}`,
    });
  }
  await plantSend(db, theCase, 2, { outlet: 'email', template: 'receipt', facts: { dueAt: NINE_THIRTY } });
  await plantSend(db, theCase, 5, { outlet: 'email', template: 'closed-silent', facts: { days: 7 } });

  await sender.attempt({ caseId: theCase.caseId, seq: 5 });

  const headers = server.mails[0]?.headers;
  expect(headers?.['in-reply-to']).toBe('<last@customer.test>');
  expect(headers?.['references']).toBe(`<first@customer.test> <${theCase.caseId}.2@shop.test> <last@customer.test>`);
  expect(server.mails[0]?.raw).not.toContain('Bcc');
});

it('is the same mail when it is sent again', async () => {
  const { db } = database;
  const theCase = await plantCase(db, { channel: 'email', email: 'li@customer.test' });
  await plantSend(db, theCase, 2, { outlet: 'email', template: 'closed-silent', facts: { days: 7 } });
  await sender.attempt({ caseId: theCase.caseId, seq: 2 });
  await sender.attempt({ caseId: theCase.caseId, seq: 2 });
  const [first, second] = server.mails;
  for (const name of ['message-id', 'date', 'subject', 'x-caseloop-key']) {
    expect(second?.headers[name]).toBe(first?.headers[name]);
  }
});

it.each([
  [550, { code: 'smtp_550', permanent: true }],
  [451, { code: 'smtp_451', permanent: false }],
])('keeps of a refusal with %i the code and not a word', async (status, failure) => {
  const { db } = database;
  const theCase = await plantCase(db, { channel: 'email', email: 'nobody@customer.test' });
  await plantSend(db, theCase, 2, { outlet: 'email', template: 'closed-silent', facts: { days: 7 } });
  server.refuse = () => status;
  expect(await sender.attempt({ caseId: theCase.caseId, seq: 2 })).toEqual({ taken: false, failure });
});

it.each([
  [undefined, 'no_address'],
  ['a@b.test, c@d.test', 'bad_address'],
  ['a@b.test\r\nBcc: c@d.test', 'bad_address'],
])('does not try an address like %j', async (email, code) => {
  const theCase = await plantCase(database.db, { channel: 'email', ...(email === undefined ? {} : { email }) });
  await plantSend(database.db, theCase, 2, { outlet: 'email', template: 'closed-silent', facts: { days: 7 } });
  const attempt = await sender.attempt({ caseId: theCase.caseId, seq: 2 });
  expect(attempt).toEqual({ taken: false, failure: { code, permanent: true } });
});

it('tries again later when the mail server is away', async () => {
  const away = createSender({ db: database.db, settings: settingsFor('smtp://127.0.0.1:1'), log: quiet });
  const theCase = await plantCase(database.db, { channel: 'email', email: 'li@customer.test' });
  await plantSend(database.db, theCase, 2, { outlet: 'email', template: 'closed-silent', facts: { days: 7 } });
  const attempt = await away.attempt({ caseId: theCase.caseId, seq: 2 });
  expect(attempt).toEqual({ taken: false, failure: { code: 'connection_refused', permanent: false } });
  away.close();
});

it('tells staff by mail where the shop names an address, and says so when it is late', async () => {
  const { db } = database;
  const settings = { staff: { supervisor: { email: 'boss@shop.test' } } };
  const theCase = await plantCase(db, { settings });
  const facts = { clock: 'answer', dueAt: NINE_THIRTY, toldAt: Date.parse('2026-11-23T14:00:00Z') };
  await plantSend(db, theCase, 4, { recipient: 'supervisor', outlet: 'staff', template: 'staff-breach', facts });
  const before = Date.now;
  Date.now = () => Date.parse('2026-11-24T00:00:00Z');
  try {
    await sender.attempt({ caseId: theCase.caseId, seq: 4 });
  } finally {
    Date.now = before;
  }
  const [mail] = server.mails;
  expect(mail?.to).toEqual(['boss@shop.test']);
  expect(mail?.headers['subject']).toBe(`[${theCase.caseId}] 超时:详细解答`);
  expect(mail?.text).toContain('应于11月24日 09:30前完成');
  expect(mail?.text).toContain('(本通知原应于11月23日 22:00发出)');
});

it('writes a file for each mail while no server is set', async () => {
  const files = createSender({ db: database.db, settings: settingsFor(undefined), log: quiet });
  const theCase = await plantCase(database.db, { channel: 'email', email: 'li@customer.test' });
  await plantSend(database.db, theCase, 2, { outlet: 'email', template: 'closed-silent', facts: { days: 7 } });
  expect(await files.attempt({ caseId: theCase.caseId, seq: 2 })).toEqual({ taken: true });
  const folder = join(dataDir, 'mail');
  expect(await readdir(folder)).toEqual([`${theCase.caseId}-2.eml`]);
  const mail = parseMail(await readFile(join(folder, `${theCase.caseId}-2.eml`), 'utf8'));
  expect(mail.text).toContain('本单已关闭,7天内回复即可重新打开。');
  expect(mail.headers['to']).toBe('li@customer.test');
});

it('notes the arrival when Postgres is back, and sends no second mail', async () => {
  const { db } = database;
  let outages = 0;
  const shaky = new Proxy(db, {
    get(target, name, self): unknown {
      if (name !== 'transaction' || outages === 2) return Reflect.get(target, name, self);
      outages += 1;
      return () => Promise.reject(Object.assign(new Error('away'), { code: '57P01' }));
    },
  });
  const warnings: unknown[] = [];
  const log = { warn: (fields: unknown) => warnings.push(fields) };
  const patient = createSender({ db: shaky, settings: settingsFor(server.url), log });
  const theCase = await plantCase(db, { channel: 'email', email: 'li@customer.test' });
  await plantSend(db, theCase, 2, { outlet: 'email', template: 'closed-silent', facts: { days: 7 } });
  const key = { caseId: theCase.caseId, seq: 2 };
  // the second as after a lease that was over before Postgres was back
  expect(await Promise.all([patient.attempt(key), patient.attempt(key)])).toEqual([{ taken: true }, { taken: true }]);
  expect(server.mails).toHaveLength(1);
  expect(warnings).toEqual([
    { ...key, code: 'pg_57P01' },
    { ...key, code: 'pg_57P01' },
  ]);
  patient.close();
});
