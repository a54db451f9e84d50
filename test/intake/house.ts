import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { Client, Connection } from '@temporalio/client';
import type { Knex } from 'knex';
import { inject } from 'vitest';
import type { CaseStatus } from '../../domain/case.ts';
import type { Fact } from '../../domain/facts.ts';
import { caseWorkflowId } from '../../domain/ids.ts';
import { createIntake, type InboundMessage, type Intake } from '../../intake/index.ts';
import { prepareNamespace } from '../../worker/namespace.ts';
import { createTestDatabase } from '../support/database.ts';

/** A database and a Temporal namespace of one's own, without workers: what is told stays in the history as it came. */
export interface House {
  readonly db: Knex;
  readonly url: string;
  readonly temporal: Client;
  readonly intake: Intake;
  close(): Promise<void>;
}

export async function openHouse(): Promise<House> {
  const [database, temporal] = await Promise.all([createTestDatabase(), ownNamespace()]);
  // a race is one only when every runner has its connection before the start
  await Promise.all(Array.from({ length: 10 }, () => database.db.raw('select pg_sleep(0.05)')));
  return {
    db: database.db,
    url: database.url,
    temporal,
    // a machine under load must not look like an outage
    intake: createIntake({ db: database.db, temporal, tellWithinMs: 15_000 }),
    async close() {
      await temporal.connection.close();
      await database.drop();
    },
  };
}

async function ownNamespace(): Promise<Client> {
  const namespace = `intake-${randomBytes(4).toString('hex')}`;
  const connection = await Connection.connect({ address: inject('temporalAddress') });
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: (31 * 86_400) as never },
  });
  const until = Date.now() + 20_000;
  for (;;) {
    try {
      await prepareNamespace(connection, namespace, { warn: () => undefined });
      return new Client({ connection, namespace });
    } catch (error) {
      // the server's own list of namespaces is a moment old
      if (Date.now() > until) throw error;
      await new Promise((resume) => setTimeout(resume, 100));
    }
  }
}

let count = 0;

/** A message of a customer and with an id that nobody had before, unless told. */
export function message(given: Partial<InboundMessage> = {}): InboundMessage {
  const number = ++count;
  return {
    shop: 'main',
    channel: 'email',
    messageId: `message-${number}`,
    customer: { id: `customer-of-the-shop-${number}`, email: `c${number}@example.com` },
    text: '请问这款净水器的滤芯多久换一次?',
    ...given,
  };
}

/** The facts that a case's workflow was told, in their order. */
export async function told(temporal: Client, caseId: string): Promise<Fact[]> {
  const { events } = await temporal.workflow.getHandle(caseWorkflowId(caseId)).fetchHistory();
  return (events ?? []).flatMap(({ workflowExecutionSignaledEventAttributes: signaled }) => {
    const data = signaled?.input?.payloads?.[0]?.data;
    return data ? [JSON.parse(Buffer.from(data).toString()) as Fact] : [];
  });
}

/** A projection as the workflow would have written it. */
export async function project(
  db: Knex,
  caseId: string,
  status: CaseStatus,
  reopenUntil: Date | null = null,
): Promise<void> {
  await db.raw(
    `insert into cases (case_id, shop, kind, status, channel, tier, priority, queue, customer_id, version, clocks,
       opened_at, reopen_until)
     select case_id, shop, kind, :status, channel, 'basic', 3, 'inquiries', customer_id, 1, '[]', opened_at, :reopenUntil
     from intake where case_id = :caseId
     on conflict (case_id) do update set status = excluded.status, reopen_until = excluded.reopen_until`,
    { caseId, status, reopenUntil },
  );
}

/** Ends a case's run as if its reopening window were over. */
export async function end(house: House, caseId: string): Promise<void> {
  await project(house.db, caseId, 'closed', new Date(Date.now() - 1000));
  await house.temporal.workflow.getHandle(caseWorkflowId(caseId)).terminate();
}

/** An address that takes connections and never answers. */
export async function hungServer(): Promise<{ address: string; close(): Promise<void> }> {
  const sockets = new Set<{ destroy(): void }>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    close: () =>
      new Promise((closed) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          closed();
        });
      }),
  };
}
