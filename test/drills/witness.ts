/** Two quiet cases in a shop of their own, and what a backend is told about them while a server is away and after. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Away } from './installation.ts';
import type { Answer, PatientClient } from './patient-client.ts';

const LOOK_EVERY_MS = 100;

export interface Testimony {
  /** After the server's return, ms: until the verdict was given, and until the message was an event of its case. */
  readonly updatedAfterMs: number;
  readonly servedAfterMs: number;
  /** 2xx that were told while nothing could be done, refusals other than 503, and events that are not there once. */
  readonly wrong: readonly string[];
}

export interface Witness {
  /** Asks again and again from now until all is answered. */
  watch(takeAway: () => Promise<Away>): Promise<Testimony>;
}

/**
 * Opens the two cases. Their policy has no deadline for hours, so that nothing happens to them but what the witness asks.
 * @param server reads go on without Temporal
 */
export async function callWitness(
  client: PatientClient,
  shop: string,
  server: 'Postgres' | 'Temporal',
): Promise<Witness> {
  const prefix = `Q${shop
    .replaceAll(/[^a-z]/g, '')
    .slice(-6)
    .toUpperCase()}`;
  const body = { prefix, name: '安静商城', policy: 'standard', settings: {} };
  await client.send({ method: 'PUT', path: `/v1/shops/${shop}`, body });
  const open = async (name: string): Promise<string> => {
    const inbound = { shop, channel: 'email', customer: { id: name }, messageId: name, text: '请问发票怎么开?' };
    const answer = await client.send({ method: 'POST', path: '/v1/messages', body: inbound, key: `${shop}-${name}` });
    return String(answer.body['caseId']);
  };
  const [told, ruled] = [await open('told'), await open('ruled')];
  const message = { messageId: 'told-again', text: '发票抬头写错了。' };
  const requests = {
    read: { method: 'GET', path: `/v1/cases/${told}` },
    message: { method: 'POST', path: `/v1/cases/${told}/messages`, body: message },
    update: { method: 'POST', path: `/v1/cases/${ruled}/resolution`, body: { agentId: 'agent-0', outcome: 'solved' } },
  } as const;
  const eventsOf = async (caseId: string, type: string): Promise<number> => {
    const answer = await client.once({ method: 'GET', path: `/v1/cases/${caseId}/events` });
    const items = typeof answer === 'string' ? [] : ((answer.body['items'] ?? []) as { type: string }[]);
    return items.filter((event) => event.type === type).length;
  };

  return {
    async watch(takeAway) {
      const away = takeAway();
      await sleep(1000);
      const wrong: string[] = [];
      // a new key each time, as of backends that know nothing of each other
      const untilDone = async (name: keyof typeof requests): Promise<number> => {
        for (;;) {
          const answer = await client.once({ ...requests[name], key: randomUUID() });
          if (isDone(answer)) return Date.now();
          if (typeof answer === 'string' || answer.status !== 503) wrong.push(`${name}: ${said(answer)}`);
          await sleep(LOOK_EVERY_MS);
        }
      };
      const asked = Promise.all([untilDone('message'), untilDone('update'), untilDone('read')]);
      const served = asked.then(async () => {
        while ((await eventsOf(told, 'messageReceived')) < 2) await sleep(LOOK_EVERY_MS);
        return Date.now();
      });
      const [{ letGoAt, backAt }, [toldAt, updatedAt, readAt], servedAt] = await Promise.all([away, asked, served]);
      const done = { message: toldAt, update: updatedAt, ...(server === 'Postgres' && { read: readAt }) };
      for (const [name, at] of Object.entries(done)) if (at < letGoAt) wrong.push(`${name}: done while away`);
      if ((await eventsOf(told, 'messageReceived')) !== 2) wrong.push('the message is more than one event');
      if ((await eventsOf(ruled, 'resolved')) !== 1) wrong.push('the verdict is not one event');
      return { updatedAfterMs: updatedAt - backAt, servedAfterMs: servedAt - backAt, wrong };
    },
  };
}

const said = (answer: Answer | string): string =>
  typeof answer === 'string' ? answer : `${answer.status} ${String(answer.body['code'])}`;

/** Also when an attempt that was told to come again has done it after all. */
const isDone = (answer: Answer | string): boolean =>
  typeof answer !== 'string' && (answer.status < 300 || answer.body['code'] === 'case_resolved');
