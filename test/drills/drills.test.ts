import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMIN_KEY, runDrill, withStores, type Outcome } from './drill.ts';
import { Installation } from './installation.ts';
import { CASES } from './load.ts';
import { PLANTED } from './planted-faults.ts';
import { reconcile } from './reconcile.ts';
import { startReceivers, type Receivers } from './receivers.ts';

let receivers: Receivers;
let installation: Installation;
let first: Outcome;

beforeAll(async () => {
  receivers = await startReceivers();
  installation = await Installation.create({
    CASELOOP_ADMIN_KEY: ADMIN_KEY,
    SMTP_URL: receivers.smtpUrl,
    WEBHOOK_ALLOW: '127.0.0.1',
  });
});
afterAll(async () => {
  console.log(['troubles in the logs:', ...[...installation.troubles()].map((one) => one.join(' × '))].join('\n  '));
  await installation.end();
  await receivers.close();
});

function expectWhole({ summary, differences, played, figures }: Outcome): void {
  console.log(summary);
  expect(played.faults).toEqual([]);
  expect(differences).toEqual([]);
  expect(figures).toMatchObject({ cases: CASES, texts: CASES * 4 });
  expect(receivers.strays).toEqual([]);
}

test('kill -9 of the worker under load, five times: nothing is lost, nothing happens twice', async () => {
  first = await runDrill(installation, receivers, {
    shop: 'drill-worker',
    prefix: 'DW',
    blows: [0.05, 0.2, 0.35, 0.55, 0.75],
    strike: (at) => at.kill('The worker'),
  });
  expectWhole(first);
});

test('kill -9 of the API under load, four times: nothing is lost, nothing happens twice', async () => {
  const outcome = await runDrill(installation, receivers, {
    shop: 'drill-api',
    prefix: 'DA',
    blows: [0.03, 0.15, 0.3, 0.45],
    strike: async (at) => {
      await at.kill('The API');
      return null;
    },
  });
  expectWhole(outcome);
  expect(outcome.figures['repeats']).toBe(0);
});

test('kill -9 of the parent, then of everything, and a new start after each: every case still ends', async () => {
  const outcome = await runDrill(installation, receivers, {
    shop: 'drill-all',
    prefix: 'DX',
    blows: [0.15, 0.45],
    strike: (at, number) => at.killAndStart(number === 0 ? 'parent' : 'all'),
  });
  expectWhole(outcome);
});

test.for(PLANTED)('the reconciliation notices: $what', async ({ plant, notices }) => {
  await withStores(installation, async (db) => {
    const trx = await db.transaction();
    try {
      const evidence = await plant(trx, first.evidence);
      const { differences } = await reconcile({ ...evidence, db: trx });
      expect(differences.join('\n')).toMatch(notices);
    } finally {
      await trx.rollback();
    }
  });
});
