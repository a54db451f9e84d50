import { afterAll, beforeAll, expect, test } from 'vitest';
import { openReferenceOrderSystem, type ReferenceOrderSystem } from '../../cli/order-system/index.ts';
import { freePort } from '../../cli/embedded/ports.ts';
import { SECRET } from '../support/order-system.ts';
import { Undo } from '../support/undo.ts';
import { ADMIN_KEY, runDrill, withStores } from './drill.ts';
import { Installation } from './installation.ts';
import { type Bargain, bargainOf, playRequests } from './money-load.ts';
import { PLANTED_MONEY } from './money-faults.ts';
import { reconcileMoney } from './money-sql.ts';
import { startReceivers, type Receivers } from './receivers.ts';

const SHOP = 'drill-money';
/** Fewer where somebody tries it out. */
const REQUESTS = Number(process.env['DRILL_REFUNDS'] ?? 500);
/** Every fifth call of the order system. */
const FAULTS = { fail: 0.05, hang: 0.05, lose: 0.05, twice: 0.05, seed: 11 };
const TIMEOUT_MS = 600;

const bargains: readonly Bargain[] = Array.from({ length: REQUESTS }, (_, index) => bargainOf(SHOP, index));
const undo = new Undo();
let receivers: Receivers;
let installation: Installation;
let orders: ReferenceOrderSystem;

beforeAll(async () => {
  receivers = await startReceivers();
  undo.push(() => receivers.close());
  const port = await freePort();
  installation = await Installation.create({
    CASELOOP_ADMIN_KEY: ADMIN_KEY,
    SMTP_URL: receivers.smtpUrl,
    WEBHOOK_ALLOW: '127.0.0.1',
    ORDER_SYSTEM_URL: `http://127.0.0.1:${port}`,
    ORDER_SYSTEM_SECRET: SECRET,
    ORDER_SYSTEM_TIMEOUT_MS: String(TIMEOUT_MS),
  });
  undo.push(() => installation.end());
  const { databaseUrl } = installation.run;
  orders = await openReferenceOrderSystem({ databaseUrl, port, secret: SECRET, faults: FAULTS });
  undo.push(() => orders.close());
  for (const { order } of bargains) await orders.putOrder(SHOP, order);
});
afterAll(async () => {
  console.log(['troubles in the logs:', ...[...installation.troubles()].map((one) => one.join(' × '))].join('\n  '));
  await undo.run();
});

test('refunds, every fifth call in trouble, workers killed: each item paid once, to the cent on both sides', async () => {
  const outcome = await runDrill(installation, receivers, {
    ...{ shop: SHOP, prefix: 'DR', blows: [0.04, 0.15, 0.3, 0.45, 0.6, 0.8] },
    strike: (at) => at.kill('The worker'),
    loadMs: 330_000,
    play: (load) => playRequests(load, bargains),
  });
  const money = await withStores(installation, (db) => reconcileMoney(db, { shop: SHOP, bargains }));
  console.log([outcome.summary, JSON.stringify(money.figures), ...money.differences].join('\n'));
  const sum = bargains.reduce((all, { refundCents }) => all + refundCents, 0);
  expect(money.differences).toEqual([]);
  expect(money.figures).toMatchObject({ requests: REQUESTS, centsInOrderSystem: sum, centsInCases: sum, inHands: 0 });
  expect(money.figures['commandsSent']).toBeGreaterThan(money.figures['commands'] ?? Infinity);
  expect(outcome.played.faults).toEqual([]);
  expect(outcome.differences).toEqual([]);
  expect(receivers.strays).toEqual([]);
}, 600_000);

test.for(PLANTED_MONEY)('the reconciliation of the money notices: $what', async ({ sql, notices }) => {
  await withStores(installation, async (db) => {
    const trx = await db.transaction();
    try {
      await trx.raw(sql, { shop: SHOP, orderId: bargains[0]?.order.orderId ?? '' });
      const { differences } = await reconcileMoney(trx, { shop: SHOP, bargains });
      expect(differences.join('\n')).toMatch(notices);
    } finally {
      await trx.rollback();
    }
  });
});
