import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SurveyClosed, TemporalUnavailable } from '../../intake/index.ts';
import { createCustomerToken } from '../../store/customer-tokens.ts';
import { startApi, type TestApi } from './api.ts';
import { seedCase } from './seed.ts';

interface Page {
  readonly status: number;
  readonly headers: Headers;
  /** Blanks are all alike, as in a browser. */
  readonly html: string;
  readonly source: string;
}

let api: TestApi;
const confirmed: unknown[] = [];
const answered: unknown[] = [];
let trouble: Error | null = null;

beforeAll(async () => {
  api = await startApi({
    intake: {
      confirm: (caseId, input) => {
        if (trouble) return Promise.reject(trouble);
        confirmed.push(input);
        return Promise.resolve({ caseId, duplicate: false });
      },
      answerSurvey: async (caseId, round, answer) => {
        if (trouble) throw trouble;
        answered.push(answer);
        await api
          .db('surveys')
          .where({ case_id: caseId, round })
          .update({ answered_at: new Date(), stars: answer.stars });
        return { caseId, duplicate: false };
      },
    },
  });
});
beforeEach(() => {
  trouble = null;
  confirmed.length = 0;
  answered.length = 0;
});
afterAll(() => api.stop());

async function open(path: string, init: RequestInit = {}, language = 'zh-CN,zh;q=0.9'): Promise<Page> {
  const headers = { 'accept-language': language, ...(init.headers as Record<string, string> | undefined) };
  const response = await fetch(`${api.url}${path}`, { redirect: 'manual', ...init, headers });
  const source = await response.text();
  return { status: response.status, headers: response.headers, html: source.replaceAll(/\s+/g, ' '), source };
}

/** What a browser without JavaScript would send: the fields of a form as it stands in the page, and what was chosen. */
function fill(html: string, form: string, chosen: Readonly<Record<string, string>>): URLSearchParams {
  const source = [...html.matchAll(/<form method="post">([\s\S]*?)<\/form>/g)].find(([, inner]) =>
    inner?.includes(`value="${form}"`),
  );
  if (!source?.[1]) throw new Error(`the page has no form ${form}`);
  const hidden = [...source[1].matchAll(/<input type="hidden" name="(\w+)" value="(\w+)"/g)];
  const texts = [...source[1].matchAll(/<textarea id="\w+" name="(\w+)"/g)];
  for (const [name, value] of Object.entries(chosen)) {
    expect(source[1], `${form} offers ${name}=${value}`).toMatch(
      name === 'text' ? /<textarea/ : new RegExp(`name="${name}" value="${value}"`),
    );
  }
  return new URLSearchParams([
    ...hidden.map(([, name = '', value = '']): [string, string] => [name, value]),
    ...texts.flatMap(([, name = '']): [string, string][] => (name in chosen ? [] : [[name, '']])),
    ...Object.entries(chosen),
  ]);
}

const post = (path: string, body: URLSearchParams): Promise<Page> => open(path, { method: 'POST', body });

interface Setting {
  readonly status?: string;
  readonly round?: number;
  readonly survey?: boolean;
  readonly tokenLasts?: number;
  readonly clocks?: readonly object[];
}

async function link({ status = 'resolved', round = 1, survey = true, tokenLasts = 60_000, clocks = [] }: Setting = {}) {
  const caseId = await seedCase(api.db, { status, round, clocks });
  const later = new Date(Date.now() + 86_400_000);
  if (survey) {
    await api
      .db('surveys')
      .insert({ case_id: caseId, round, outlet: 'email', queued_at: new Date(), expires_at: later });
  }
  const token = await createCustomerToken(api.db, { caseId, round, expiresAt: new Date(Date.now() + tokenLasts) });
  return { caseId, path: `/s/${token}` };
}

describe('without JavaScript', () => {
  test('a customer confirms, and is thanked', async () => {
    const { path } = await link({ survey: false });
    const page = await open(path);
    expect(page.status).toBe(200);
    expect(page.html).not.toContain('<script');
    const sent = await post(path, fill(page.html, 'confirmation', { confirmed: 'yes' }));
    expect(sent).toMatchObject({ status: 303 });
    const back = await open(String(sent.headers.get('location')));
    expect(back.html).toContain('谢谢您的确认');
    expect(back.html).not.toContain('name="confirmed"');
    expect(confirmed).toMatchObject([
      { confirmed: true, messageId: expect.stringMatching(/^page-[0-9a-f]{24}-solved$/) as unknown },
    ]);
  });

  test('"not solved" goes with its words; a second click is the same message', async () => {
    const { path } = await link();
    const form = fill((await open(path)).html, 'confirmation', { confirmed: 'no', text: '左耳还是没声音' });
    await post(path, form);
    await post(path, form);
    expect(confirmed).toMatchObject([{ confirmed: false, text: '左耳还是没声音' }, {}]);
    expect(confirmed[0]).toEqual(confirmed[1]);
  });

  test('a survey is answered once, in every part of it', async () => {
    const { path } = await link({ status: 'closed' });
    const page = await open(path);
    for (const word of ['服务质量', '响应速度', '专业性', '得到的答复有误']) expect(page.html).toContain(word);
    const form = fill(page.html, 'survey', {
      stars: '2',
      quality: '3',
      speed: '1',
      text: '等太久',
      wrongAnswer: 'yes',
    });
    expect((await post(path, form)).status).toBe(303);
    expect(answered).toMatchObject([{ stars: 2, quality: 3, speed: 1, text: '等太久', wrongAnswer: true }]);
    const after = await open(path);
    expect(after.html).toContain('您已评价过');
    expect(after.html).not.toContain('name="stars"');
    trouble = new SurveyClosed('answered');
    expect(await post(path, fill(page.html, 'survey', { stars: '5' }))).toMatchObject({ status: 409 });
  });

  test('a survey that is not sent is not asked for by the link to the confirmation either', async () => {
    const { caseId, path } = await link();
    expect((await open(path)).html).toContain('name="stars"');
    await api.db('surveys').where({ case_id: caseId }).update({ cancelled: 'sms-limit' });
    const page = await open(path);
    expect(page.html).toContain('name="confirmed"');
    expect(page.html).not.toContain('name="stars"');
    trouble = new SurveyClosed('cancelled');
    const late = await post(path, new URLSearchParams({ form: 'survey', stars: '5' }));
    expect(late.status).toBe(410);
    expect(late.html).toContain('链接已过期');
  });

  test.each([
    ['no stars', { form: 'survey' }],
    ['six stars', { form: 'survey', stars: '6' }],
    ['too many words', { form: 'survey', stars: '5', text: '好'.repeat(2001) }],
    ['NUL', { form: 'survey', stars: '5', text: 'a\0b' }],
    ['another form', { form: 'delete' }],
    ['an unknown field', { form: 'survey', stars: '5', admin: 'yes' }],
  ])('%s: asked again kindly, nothing stored', async (_name, fields) => {
    const { path } = await link();
    const page = await post(path, new URLSearchParams(fields as Record<string, string>));
    expect(page.status).toBe(422);
    expect(page.html).toContain('还差一点');
    expect(answered).toEqual([]);
  });
});

test('where it stands and by when we answer, in the language of the browser', async () => {
  const dueAt = '2026-11-23T10:00:00.000Z';
  const clock = { name: 'answer', state: 'running', startedAt: dueAt, dueAt, breachedAt: null };
  const { path, caseId } = await link({ status: 'open', survey: false, round: 0, clocks: [clock] });
  const chinese = await open(path);
  for (const part of ['<html lang="zh-CN">', caseId, '示例商城', '我们正在处理您的问题', '2026年11月23日', '18:00']) {
    expect(chinese.html).toContain(part);
  }
  const english = await open(path, {}, 'en-GB,en;q=0.8');
  for (const part of ['<html lang="en">', 'We are working on it', 'November 23, 2026'])
    expect(english.html).toContain(part);
  expect((await open(path, {}, 'fr')).html).toContain('<html lang="zh-CN">');

  const { path: late } = await link({
    status: 'open',
    survey: false,
    clocks: [{ ...clock, state: 'breached', breachedAt: dueAt }],
  });
  expect((await open(late)).html).toContain('很抱歉');
});

test('nothing is asked before there is something to ask', async () => {
  for (const status of ['open', 'waiting-customer', 'waiting-other', 'closed']) {
    const { path } = await link({ status, survey: false });
    expect((await open(path)).html).not.toContain('<form');
  }
  const caseId = await seedCase(api.db, { opening: true });
  const token = await createCustomerToken(api.db, { caseId, round: 0, expiresAt: new Date(Date.now() + 60_000) });
  expect((await open(`/s/${token}`)).html).toContain('已收到您的问题');
});

test('nothing that anybody wrote can become markup, and nothing could run if it did', async () => {
  const { path } = await link();
  const evil = `"><script>alert(1)</script><img src=x onerror='a'>`;
  await api
    .db('shops')
    .where({ id: 'main' })
    .update({
      name: evil,
      settings: JSON.stringify({ companyDetails: evil, faqUrl: 'javascript:alert(1)' }),
    });
  const page = await open(path);
  await api.db('shops').where({ id: 'main' }).update({ name: '示例商城', settings: '{}' });
  expect(page.html).not.toMatch(/<script|<img|href="javascript/);
  expect(page.html).toContain('&lt;script&gt;');
  const policy = String(page.headers.get('content-security-policy'));
  expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]+'; form-action 'self'; base-uri 'none'/);
  expect(policy).not.toContain('unsafe');
  const style = /<style>([\s\S]*)<\/style>/.exec(page.source)?.[1] ?? '';
  expect(policy).toContain(createHash('sha256').update(style).digest('base64'));
  expect(page.headers.get('referrer-policy')).toBe('no-referrer');
  expect(page.headers.get('cache-control')).toBe('no-store');
  expect(page.html).not.toMatch(/(src|href)="https?:/);
});

test('the conversation is not shown, and the token is in no log', async () => {
  const { path, caseId } = await link();
  const at = new Date();
  await api.db('messages').insert({
    case_id: caseId,
    shop: 'main',
    direction: 'in',
    channel: 'email',
    message_id: 'm',
    kind: 'matter',
    text: '我的电话13800138000',
    accepted_at: at,
    scope: 's',
  });
  expect((await open(path)).html).not.toContain('13800138000');
  expect(api.logged.join('')).not.toContain(path.slice(3));
  expect(api.logged.join('')).toContain(`"route":"/s/{token}"`);
});

test('an expired link, and one that came at a bad time, say so kindly', async () => {
  const { path: expired } = await link({ tokenLasts: -1 });
  expect(await open(expired)).toMatchObject({ status: 410 });
  const { path } = await link();
  trouble = new TemporalUnavailable('away');
  const page = await post(path, fill((await open(path)).html, 'survey', { stars: '5' }));
  expect(page.status).toBe(503);
  expect(page.headers.get('retry-after')).not.toBeNull();
  expect(page.html).toContain('还没有提交');
});

test('guessing is slowed down; a link that exists stays open', async () => {
  const { path } = await link();
  const guess = (i: number): Promise<Page> => open(`/s/${String(i).padStart(22, 'A')}`);
  const statuses = new Set<number>();
  for (let i = 0; i < 40; i++) statuses.add((await guess(i)).status);
  expect([...statuses]).toEqual([404, 429]);
  expect((await guess(41)).html).toContain('访问太频繁');
  expect((await open(path)).status).toBe(200);
});
