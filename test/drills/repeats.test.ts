import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMIN_KEY, runDrill, type Outcome } from './drill.ts';
import { Installation } from './installation.ts';
import { CASES } from './load.ts';
import { startReceivers, type Receivers } from './receivers.ts';
import { COMMANDS, playCreates, playRepeats, unlike, type Answered } from './repeats-load.ts';

/** Fewer where somebody tries it out. */
const CREATES = Number(process.env['DRILL_CREATES'] ?? 500);

let receivers: Receivers;
let installation: Installation;

beforeAll(async () => {
  receivers = await startReceivers();
  installation = await Installation.create({
    CASELOOP_ADMIN_KEY: ADMIN_KEY,
    SMTP_URL: receivers.smtpUrl,
    WEBHOOK_ALLOW: '127.0.0.1',
  });
});
afterAll(async () => {
  await installation.end();
  await receivers.close();
});

function expectWhole({ summary, differences, played, figures }: Outcome): void {
  console.log(summary);
  expect(played.faults).toEqual([]);
  expect(differences).toEqual([]);
  expect(figures['repeats']).toBe(0);
  expect(receivers.strays).toEqual([]);
}

test('every command sent two to five times at once, shuffled, some again later: one answer, one effect', async () => {
  let sent = 0;
  const outcome = await runDrill(installation, receivers, {
    ...{ shop: 'drill-repeats', prefix: 'DD', blows: [] },
    strike: () => Promise.resolve(null),
    play: async (load) => {
      const played = await playRepeats(load);
      sent = played.sent;
      return played;
    },
  });
  console.log(`${CASES * COMMANDS} commands sent ${sent} times`);
  expectWhole(outcome);
  expect(outcome.figures).toMatchObject({ cases: CASES, texts: CASES * (COMMANDS - 1) });
  expect(sent).toBeGreaterThan(CASES * COMMANDS * 2);
});

test('cases opened while the API is killed again and again: one case for each key, and one answer', async () => {
  const outcome = await runDrill(installation, receivers, {
    ...{ shop: 'drill-creates', prefix: 'DC', blows: [0.02, 0.15, 0.3, 0.45, 0.6, 0.75] },
    strike: async (at) => {
      await at.kill('The API');
      return null;
    },
    play: (load) => playCreates(load, CREATES),
  });
  expectWhole(outcome);
  expect(outcome.figures).toMatchObject({ cases: CREATES, texts: CREATES * 2 });
});

const told = (key: string, status: number, body: object): Answered['answers'][number] => ({
  key,
  status,
  body: { ...body, requestId: `${key}-${Math.random()}` },
});

test.each<[string, Answered['answers'], number]>([
  ['the same of the same key', [told('a', 202, { caseId: 'X' }), told('a', 202, { caseId: 'X' })], 0],
  ['the same case under another key', [told('a', 202, { caseId: 'X' }), told('b', 202, { caseId: 'X', joined: 1 })], 0],
  ['another case', [told('a', 202, { caseId: 'X' }), told('b', 202, { caseId: 'Y' })], 1],
  ['another status', [told('a', 202, { caseId: 'X' }), told('b', 409, { code: 'case_closed' })], 1],
  ['another word under one key', [told('a', 202, { caseId: 'X' }), told('a', 202, { caseId: 'X', joined: 1 })], 1],
])('the comparison of answers knows %s', (_what, answers, differences) => {
  expect(unlike({ command: 'a command', answers })).toHaveLength(differences);
});
