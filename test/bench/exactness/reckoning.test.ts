import { expect, it } from 'vitest';
import type { House } from './house.ts';
import { type Awaited, reckon, type Stored } from './reckoning.ts';

const dueAt = Date.parse('2026-11-23T08:00:00.123Z');
const breach: Stored = {
  ...{ caseId: 'A', seq: 5, type: 'clockBreached', at: dueAt },
  ...{ clock: 'promise', role: null, latenessMs: 3 },
};
const rung: Stored = { ...breach, seq: 6, type: 'escalated', role: 'owner' };
const withdrawal: Stored = { ...breach, seq: 8, type: 'breachWithdrawn' };
const notice = { caseId: 'A', seq: 6, state: 'delivered', leftAt: dueAt + 9 };
const mail = (text = '') => ({ headers: { 'x-caseloop-key': 'A:6' }, text });
const LATE = '(本通知原应于11月23日 16:00发出)';

interface Found {
  readonly events?: readonly Stored[];
  readonly notices?: readonly object[];
  readonly mails?: readonly object[];
  readonly shown?: 'breached' | 'met';
  readonly verdict?: Awaited['verdict'];
  readonly saysLate?: boolean;
}

async function faultsOf(found: Found): Promise<number> {
  const { events = [breach, rung], notices = [notice], mails = [mail()], shown = 'breached' } = found;
  const row = { case_id: 'A', breached: shown === 'breached', clocks: [{ name: 'promise', state: shown }] };
  const db = Object.assign(() => ({ select: () => Promise.resolve([row]) }), {
    raw: (sql: string) => Promise.resolve({ rows: sql.includes('from deliveries') ? notices : events }),
  });
  const house = { db, mails } as unknown as House;
  const { faults } = await reckon(
    house,
    [{ caseId: 'A', dueAt, verdict: found.verdict ?? 'breach' }],
    found.saysLate ?? false,
  );
  return faults.length;
}

const WHOLE: Readonly<Record<string, Found>> = {
  'a breach with its notice': {},
  'a notice that says late': { saysLate: true, mails: [mail(LATE)] },
  'a breach that was withdrawn': { verdict: 'withdrawn', shown: 'met', events: [breach, rung, withdrawal] },
  'a hit': { verdict: 'hit', shown: 'met', events: [], notices: [], mails: [] },
};

const FAULTY: Readonly<Record<string, Found>> = {
  'a breach that is lost': { events: [] },
  'a breach that is there twice': { events: [breach, breach, rung] },
  'a breach a millisecond off': { events: [{ ...breach, at: dueAt + 1 }, rung] },
  'a breach that was stored before its deadline': { events: [{ ...breach, latenessMs: -1 }, rung] },
  'a rung that was told twice': { events: [breach, rung, rung] },
  'a notice that was never written': { notices: [], mails: [] },
  'a notice that has not left': { notices: [{ ...notice, state: 'pending', leftAt: null }], mails: [] },
  'a notice that came twice': { mails: [mail(), mail()] },
  'a notice that does not say late': { saysLate: true },
  'a notice that says late in time': { mails: [mail(LATE)] },
  'a notice late by another instant': { saysLate: true, mails: [mail(LATE.replace('16:00', '16:01'))] },
  'a hit that is breached': { verdict: 'hit' },
  'a withdrawal that is missing': { verdict: 'withdrawn', shown: 'met' },
};

it.each(Object.entries(WHOLE))('finds no fault in %s', async (_what, found) => {
  expect(await faultsOf(found)).toBe(0);
});

it.each(Object.entries(FAULTY))('notices %s', async (_what, found) => {
  expect(await faultsOf(found)).toBeGreaterThan(0);
});
