import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readOptions } from '../../cli/demo/options.ts';
import { messageBody, readInquiries } from '../../cli/demo/sample.ts';
import { type Script, scriptOf } from '../../cli/demo/script.ts';
import { nextStep } from '../../cli/demo/steps.ts';
import { isOver, type Seen } from '../../cli/demo/story.ts';
import { forgetRun, takeRun } from '../../cli/demo/unfinished.ts';
import type { CaseView, ClockView, EventView } from '../../cli/demo/views.ts';

const NOW = Date.parse('2026-11-23T02:00:00Z');
const iso = (seconds: number): string => new Date(NOW + seconds * 1000).toISOString();

type Happened = Partial<EventView> & { type: string };

function seen(status: string, happened: readonly Happened[], more: Partial<CaseView> = {}): Seen {
  const events = happened.map((event, i) => ({ seq: i + 1, at: iso(i - 60), ...event }));
  const view: CaseView = {
    caseId: 'DM-20261123-000001',
    kind: 'inquiry',
    status,
    level: 2,
    version: events.length,
    clocks: [],
    links: {},
    ...more,
  };
  return { view, events };
}

const script = (turn: Script['turn'], more: Partial<Script> = {}): Script => ({
  ...scriptOf(7, 'zh'),
  turn,
  stars: 5,
  ...more,
});
const clock = (name: string, state = 'running', dueIn = 10): ClockView => ({ name, state, dueAt: iso(dueIn) });
const next = (of: Seen, by: Script) => nextStep(of, by, 'r1', NOW);

const ASKED: Happened = { type: 'messageReceived', says: 'matter' };
const ANSWERED: Happened = { type: 'replied', kind: 'answer' };
const RESOLVED: Happened = { type: 'resolved' };
const owned = { owner: 'demo-agent-3' };

describe('the demo plays an agent who', () => {
  test('claims a case that nobody owns', () => {
    const first = next(seen('open', [ASKED]), script('plain'));
    expect(first).toMatchObject({ path: 'claim' });
    // an owner who did nothing has lost it: that is another claim
    const again = next(seen('open', [ASKED, { type: 'assigned' }, { type: 'ownerSilent' }]), script('plain'));
    expect(again).toMatchObject({ path: 'claim' });
    expect(again?.id).not.toBe(first?.id);
  });

  test('acknowledges while that is owed, in the name of the owner', () => {
    const step = next(seen('open', [ASKED], { ...owned, clocks: [clock('acknowledge')] }), script('plain'));
    expect(step).toMatchObject({ path: 'replies', body: { kind: 'acknowledgement', agentId: 'demo-agent-3' } });
    expect(step?.afterMs).toBeLessThan(5_000);
  });

  test('acknowledges after the deadline where the script says so', () => {
    const step = next(seen('open', [ASKED], { ...owned, clocks: [clock('acknowledge')] }), script('acknowledged-late'));
    expect(step?.afterMs).toBeGreaterThan(10_000);
  });

  test('answers what is unanswered, then resolves', () => {
    expect(next(seen('open', [ASKED], owned), script('plain'))).toMatchObject({ id: 'answer-1' });
    expect(next(seen('open', [ASKED, ANSWERED], owned), script('plain'))).toMatchObject({ path: 'resolution' });
  });

  test('answers again when the customer has said more, under another id', () => {
    const more = seen('open', [ASKED, ANSWERED, ASKED], owned);
    expect(next(more, script('plain'))).toMatchObject({ id: 'answer-2', body: { messageId: 'r1-7-answer-2' } });
  });

  test('hands a case of their own to another, once', () => {
    const easy = { level: 1 };
    expect(next(seen('open', [ASKED], easy), script('transferred'))).toMatchObject({ path: 'claim' });
    const mine = seen('open', [ASKED], { ...easy, ...owned });
    expect(next(mine, script('transferred'))?.body['toAgentId']).not.toBe('demo-agent-3');
    const theirs = seen('open', [ASKED, { type: 'transferred' }], owned);
    expect(next(theirs, script('transferred'))).toMatchObject({ body: { kind: 'answer' } });
  });

  test('asks back once', () => {
    expect(next(seen('open', [ASKED], owned), script('asked-back'))).toMatchObject({ body: { kind: 'question' } });
    const given = seen('open', [ASKED, { type: 'replied', kind: 'question' }, ASKED], owned);
    expect(next(given, script('asked-back'))).toMatchObject({ body: { kind: 'answer' } });
  });

  test('consults and states a date for a level 3 question', () => {
    const hard = { ...owned, level: 3 };
    expect(next(seen('open', [ASKED], hard), script('plain'))).toMatchObject({ path: 'consultations' });
    const consulted = seen('open', [ASKED, { type: 'consultationStarted' }], hard);
    expect(next(consulted, script('plain'))).toMatchObject({ body: { kind: 'plan', expectedAt: iso(20) } });
  });

  test('calls back after a missed call, and after a low score', () => {
    const missed = seen('open', [{ type: 'messageReceived', says: 'missed-call' }], owned);
    expect(next(missed, script('plain'))).toMatchObject({ path: 'notes', body: { call: true } });
    const low = seen('closed', [ASKED, RESOLVED], { ...owned, clocks: [clock('call-back', 'breached')] });
    expect(next(low, script('plain'))).toMatchObject({ path: 'notes', body: { call: true } });
  });
});

describe('the demo plays a customer who', () => {
  const resolved = seen('resolved', [ASKED, ANSWERED, RESOLVED], owned);

  test('confirms', () => {
    expect(next(resolved, script('plain'))).toMatchObject({ path: 'confirmation', body: { confirmed: true } });
  });

  test('rejects once and confirms the second time', () => {
    expect(next(resolved, script('rejected'))).toMatchObject({ body: { confirmed: false } });
    const again = seen('resolved', [ASKED, RESOLVED, { type: 'rejected' }, ANSWERED, RESOLVED], owned);
    expect(next(again, script('rejected'))).toMatchObject({ id: 'confirm-2', body: { confirmed: true } });
  });

  test('says nothing, or only thanks', () => {
    expect(next(resolved, script('silent'))).toBeNull();
    expect(next(resolved, script('thanked'))).toMatchObject({ path: 'messages' });
  });

  test('answers a question, or does not', () => {
    const asked = seen('waiting-customer', [ASKED, { type: 'replied', kind: 'question' }], owned);
    expect(next(asked, script('asked-back'))).toMatchObject({ path: 'messages', body: { messageId: 'r1-7-more-1' } });
    expect(next(asked, script('asked-back-in-vain'))).toBeNull();
    expect(next(seen('waiting-customer', []), script('plain'))).toBeNull();
  });

  test('fills the survey of the round in which it came, once', () => {
    const sent = seen('closed', [ASKED, RESOLVED, { type: 'surveySent', round: 1 }], owned);
    expect(next(sent, script('plain'))).toMatchObject({ path: 'surveys/1/answer', body: { stars: 5 } });
    const answered = seen('closed', [...sent.events, { type: 'surveyAnswered', round: 1, stars: 5 }], owned);
    expect(next(answered, script('plain'))).toBeNull();
    expect(next(sent, script('plain', { stars: null }))).toBeNull();
  });

  test('comes back once, in the window', () => {
    const closed = seen('closed', [ASKED, RESOLVED], { ...owned, closedHow: 'confirmed' });
    expect(next(closed, script('comes-back'))).toMatchObject({ path: 'messages' });
    const back = seen('closed', [ASKED, RESOLVED, { type: 'reopened', round: 1 }], {
      ...owned,
      closedHow: 'confirmed',
    });
    expect(next(back, script('comes-back'))).toBeNull();
  });
});

test('a case is over when it is closed, no clock runs, and window and survey have ended', () => {
  const closed = (more: Partial<CaseView>, events: readonly Happened[] = []) =>
    isOver(seen('closed', events, more), NOW);
  expect(closed({})).toBe(true);
  expect(isOver(seen('resolved', []), NOW)).toBe(false);
  expect(closed({ closedAt: iso(-30) })).toBe(false);
  expect(closed({ closedAt: iso(-41) })).toBe(true);
  expect(closed({ clocks: [clock('call-back')] })).toBe(false);
  expect(closed({ clocks: [clock('call-back', 'breached', -5)] })).toBe(false);
  expect(closed({ clocks: [{ ...clock('answer', 'breached', -5), stoppedAt: iso(-2) }] })).toBe(true);
  expect(closed({}, [{ type: 'surveyQueued', round: 1, expiresAt: iso(9) }])).toBe(false);
});

describe('the sample', () => {
  const inquiries = readInquiries({});

  test('has at least 220 messages, about two thirds of them Chinese', () => {
    expect(inquiries.length).toBeGreaterThanOrEqual(220);
    const share = inquiries.filter(({ lang }) => lang === 'zh').length / inquiries.length;
    expect(share).toBeGreaterThan(0.6);
    expect(share).toBeLessThan(0.75);
  });

  test('says the same when it is sent again, and nothing of another run', () => {
    const [first] = readInquiries({ count: 1 });
    if (!first) throw new Error('no message');
    expect(messageBody(first, 'r1')).toEqual(messageBody(first, 'r1'));
    expect(messageBody(first, 'r2')).not.toMatchObject({ messageId: messageBody(first, 'r1')['messageId'] });
  });

  test('keeps each customer to one channel and tier unless the message names another', () => {
    const tiers = new Map<string, Set<string>>();
    for (const { customer, tier } of inquiries) tiers.set(customer, (tiers.get(customer) ?? new Set()).add(tier));
    expect([...tiers.values()].every((all) => all.size === 1)).toBe(true);
  });

  test("takes the first 500 of somebody's file, with customers made up, and names a bad line", async () => {
    const folder = await mkdtemp(join(tmpdir(), 'caseloop-demo-'));
    try {
      const messages = join(folder, 'some.jsonl');
      const line = (i: number) => JSON.stringify({ id: `x${i}`, lang: 'en', text: `Question ${i}?`, label: 'order' });
      writeFileSync(messages, Array.from({ length: 600 }, (_, i) => line(i)).join('\n'));
      const read = readInquiries({ messages });
      expect(read).toHaveLength(500);
      expect(new Set(read.map(({ customer }) => customer)).size).toBeLessThan(500);
      expect(readInquiries({ messages, count: 3 })).toHaveLength(3);
      writeFileSync(messages, `${line(1)}\n{"lang":"fr","text":"?"}\n`);
      expect(() => readInquiries({ messages })).toThrow(/line 2: lang/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

test('options that cannot be used are refused by name', () => {
  expect(readOptions(['--help'])).toBe('help');
  expect(readOptions(['--run', 'abc1', '--count', '7'])).toMatchObject({ run: 'abc1', count: 7, verify: false });
  expect(() => readOptions(['--run', 'A B'])).toThrow(/--run/);
  expect(() => readOptions(['--count', '0'])).toThrow(/--count/);
  expect(() => readOptions(['--api', 'localhost'])).toThrow(/--api/);
  expect(() => readOptions(['--speed', '9'])).toThrow(/--speed/);
});

test('a run that was broken off is gone on with, unless other messages or another run are asked for', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'caseloop-demo-'));
  try {
    const first = takeRun(folder, { of: 'sample' });
    expect(takeRun(folder, { of: 'sample' })).toBe(first);
    expect(takeRun(folder, { of: 'a file' })).not.toBe(first);
    expect(takeRun(folder, { run: 'mine', of: 'sample' })).toBe('mine');
    forgetRun(folder);
    expect(takeRun(folder, { of: 'sample' })).not.toBe('mine');
    expect(takeRun(join(folder, 'not-there'), { of: 'sample' })).toMatch(/^[0-9a-f]{8}$/);
  } finally {
    await rm(folder, { recursive: true });
  }
});
