import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMIN_KEY, runDrill, type Outcome } from './drill.ts';
import { Installation } from './installation.ts';
import { CASES, playCases } from './load.ts';
import { startReceivers, type Receivers } from './receivers.ts';
import { callWitness, type Testimony, type Witness } from './witness.ts';

const AWAY_MS = Number(process.env['DRILL_AWAY_SECONDS'] ?? 60) * 1000;
/** Times may be so many times as long: 1 on a machine of one's own. */
const SLACK = Number(process.env['DRILL_SLACK'] ?? 1);
const UPDATED_WITHIN_MS = 1000 * SLACK;
const SERVED_WITHIN_MS = 3000 * SLACK;
const REFUSED_WITHIN_MS = 3000 * SLACK;

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
  console.log(['troubles in the logs:', ...[...installation.troubles()].map((one) => one.join(' × '))].join('\n  '));
  await installation.end();
  await receivers.close();
});

function expectWhole({ summary, differences, played, figures, refusals }: Outcome): void {
  console.log(summary);
  expect(played.faults).toEqual([]);
  expect(differences).toEqual([]);
  expect(figures).toMatchObject({ cases: CASES, texts: CASES * 4, repeats: 0 });
  expect(receivers.strays).toEqual([]);
  expect(refusals.bare).toBe(0);
}

test.each([
  ['Temporal', 'drill-temporal', 'DT'],
  ['Postgres', 'drill-postgres', 'DP'],
] as const)(
  'kill -9 of %s under load, three times: nothing is lost, nothing happens twice',
  async (name, shop, prefix) => {
    const outcome = await runDrill(installation, receivers, {
      ...{ shop, prefix, blows: [0.05, 0.3, 0.6] },
      strike: async (at) => {
        await at.kill(name);
        return null;
      },
    });
    expectWhole(outcome);
  },
);

interface Outage {
  readonly what: string;
  readonly shop: string;
  readonly prefix: string;
  readonly name: 'Postgres' | 'Temporal';
  readonly how: 'SIGKILL' | 'SIGINT' | 'SIGSTOP';
}

async function liveThrough({ shop, prefix, name, how }: Outage): Promise<[Outcome, Testimony]> {
  let witness: Witness | undefined;
  let testimony: Testimony | undefined;
  const outcome = await runDrill(installation, receivers, {
    ...{ shop, prefix, blows: [0.2], loadMs: 330_000 },
    play: async (load) => {
      witness = await callWitness(load.client, `${shop}-quiet`, name);
      return playCases(load, CASES);
    },
    strike: async (at) => {
      testimony = await witness?.watch(() => at.takeAway(name, how, AWAY_MS));
      return null;
    },
  });
  if (!testimony) throw new Error(`${name} was never away:\n${outcome.summary}`);
  console.log(shop, testimony);
  return [outcome, testimony];
}

test.each<Outage>([
  { what: 'stopped', shop: 'drill-pg-stopped', prefix: 'DS', name: 'Postgres', how: 'SIGINT' },
  { what: 'hung', shop: 'drill-pg-hung', prefix: 'DH', name: 'Postgres', how: 'SIGSTOP' },
])('Postgres $what for a minute under load: 503 in time, and all goes on at its return', async (outage) => {
  const [outcome, testimony] = await liveThrough(outage);
  expectWhole(outcome);
  expect(testimony.wrong).toEqual([]);
  expect(testimony.updatedAfterMs).toBeLessThan(UPDATED_WITHIN_MS);
  expect(testimony.servedAfterMs).toBeLessThan(SERVED_WITHIN_MS);
  expect(outcome.refusals.slowestMs).toBeLessThan(REFUSED_WITHIN_MS);
});

test('Temporal away for a minute under load: what was stored is told at its return', async () => {
  const outage: Outage = { what: 'away', shop: 'drill-away', prefix: 'DG', name: 'Temporal', how: 'SIGKILL' };
  const [outcome, testimony] = await liveThrough(outage);
  expectWhole(outcome);
  expect(testimony.wrong).toEqual([]);
  expect(outcome.refusals.slowestMs).toBeLessThan(REFUSED_WITHIN_MS);
});
