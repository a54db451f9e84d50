/** The whole service for one test file: a database and a Temporal namespace of its own, and workers that come and go. */
import { randomBytes } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, type Worker } from '@temporalio/worker';
import type { Knex } from 'knex';
import { inject, vi } from 'vitest';
import { createSender, type Sender } from '../../activities/deliveries.ts';
import { createActivities } from '../../activities/index.ts';
import { openReferenceOrderSystem, type ReferenceOrderSystem } from '../../cli/order-system/index.ts';
import type { CaseState } from '../../domain/case.ts';
import type { Plan } from '../../domain/policy.ts';
import { caseWorkflowId } from '../../domain/ids.ts';
import { createIntake, type InboundMessage, type Intake, type Received } from '../../intake/index.ts';
import { createHttpOrderSystem } from '../../order-system/http-connector.ts';
import { createWorker } from '../../worker/create-worker.ts';
import { prepareNamespace } from '../../worker/namespace.ts';
import { startOutbox } from '../../worker/outbox.ts';
import { resolve } from '../../workflows/messages.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { SECRET } from './order-system.ts';
import { plantAnswer } from './plant-answer.ts';
import { startTemporal } from './servers.ts';
import { Undo } from './undo.ts';

Runtime.install({ logger: new DefaultLogger('ERROR') });

interface Options {
  /** Policy of the shop `main`. */
  readonly policy?: 'standard' | 'standard-shortened';
  /** Changes to what `openPlan` resolves. */
  readonly plan?: (plan: Plan) => Plan;
  /** Other activities in the place of the real ones. */
  readonly activities?: (real: Cases) => Partial<Cases>;
  readonly smtpUrl?: string;
  /** Settings of a Temporal server of its own, `name=value`; none: the one that all files share. */
  readonly temporalSettings?: readonly string[];
  /** A reference order system of its own, in the same database. */
  readonly orderSystem?: true;
}

/** An event as Postgres keeps it. */
export interface EventRow {
  readonly seq: number;
  readonly type: string;
  readonly at: number;
  readonly by: string;
  readonly data: Readonly<Record<string, unknown>>;
}

type Activities = ReturnType<typeof createActivities>;
type Cases = Activities['cases'];

/** Kept by the instance alone. */
interface Own {
  readonly native: NativeConnection;
  readonly activities: Pick<Activities, 'cases' | 'backOffice'>;
  readonly undo: Undo;
  readonly orders: ReferenceOrderSystem | undefined;
}

const log = { warn: () => undefined };
let count = 0;

export class LiveService {
  readonly database: TestDatabase;
  readonly temporal: Client;
  readonly intake: Intake;
  readonly sender: Sender;
  private readonly own: Own;
  private working: { readonly worker: Worker; readonly ended: Promise<void> }[] = [];

  private constructor(parts: Pick<LiveService, 'database' | 'temporal' | 'intake' | 'sender'>, own: Own) {
    ({ database: this.database, temporal: this.temporal, intake: this.intake, sender: this.sender } = parts);
    this.own = own;
  }

  /** Without a worker: see `work()`. */
  static async open(options: Options = {}): Promise<LiveService> {
    const { policy = 'standard-shortened', plan = (same: Plan) => same, smtpUrl, temporalSettings = [] } = options;
    const undo = new Undo();
    const address =
      temporalSettings.length === 0
        ? inject('temporalAddress')
        : await startTemporal(undo, inject('temporalPath'), { settings: temporalSettings });
    const [database, temporal, native] = await Promise.all([
      createTestDatabase(),
      openNamespace(address),
      NativeConnection.connect({ address }),
    ]);
    undo.push(() => database.drop());
    undo.push(() => temporal.connection.close());
    undo.push(() => native.close());
    await database.db('shops').where({ id: 'main' }).update({ policy });
    const sender = createSender({
      db: database.db,
      settings: {
        api: { publicUrl: 'https://care.shop.test' },
        mail: { ...(smtpUrl === undefined ? {} : { smtpUrl }), from: 'care@shop.test' },
        webhook: { allow: ['127.0.0.1'] },
        dataDir: '/nonexistent',
      },
      log,
    });
    // a machine under load must not look like an outage
    const intake = createIntake({
      db: database.db,
      temporal,
      tellWithinMs: 20_000,
      publicUrl: 'http://127.0.0.1:3000',
    });
    const orders = options.orderSystem
      ? await openReferenceOrderSystem({ databaseUrl: database.url, port: 0, secret: SECRET })
      : undefined;
    undo.push(() => orders?.close() ?? Promise.resolve());
    const orderSystem = orders && createHttpOrderSystem({ url: orders.url, secret: SECRET });
    const { cases: real, backOffice } = createActivities({ db: database.db, intake, sender, orderSystem });
    const cases: Cases = {
      ...real,
      openPlan: async (facts) => plan(await real.openPlan(facts)),
      ...options.activities?.(real),
    };
    const activities = { cases, backOffice };
    return new LiveService({ database, temporal, intake, sender }, { native, activities, undo, orders });
  }

  get db(): Knex {
    return this.database.db;
  }

  get namespace(): string {
    return this.temporal.options.namespace;
  }

  /** The order system that it asks. */
  get orders(): ReferenceOrderSystem {
    if (!this.own.orders) throw new Error('opened without an order system');
    return this.own.orders;
  }

  /** Starts workers of the queues `cases` and `back-office`, as production runs them. */
  async work(): Promise<void> {
    const { native: connection, activities } = this.own;
    const shared = { connection, namespace: this.namespace };
    const workers = await Promise.all([
      createWorker({
        ...{ ...shared, taskQueue: 'cases', activities: activities.cases },
        bundle: { codePath: inject('bundlePath') },
      }),
      createWorker({ ...shared, taskQueue: 'back-office', activities: activities.backOffice }),
    ]);
    this.working = workers.map((worker) => ({ worker, ended: worker.run() }));
  }

  /** Ends the workers in order. */
  async rest(): Promise<void> {
    for (const { worker } of this.working) worker.shutdown();
    await Promise.all(this.working.map(({ ended }) => ended));
    this.working = [];
  }

  /** Sends what leaves the house, until `close()`. */
  sendOut(): void {
    const { db, url: databaseUrl } = this.database;
    const { sender, intake, temporal } = this;
    const outbox = startOutbox({ db, databaseUrl, sender, intake, temporal, retrySeconds: 600, log });
    this.own.undo.push(() => outbox.stop());
  }

  async close(): Promise<void> {
    await this.rest();
    this.sender.close();
    await this.own.undo.run();
  }

  /** A message of a customer, and with an id, that nobody had before. */
  says(given: Partial<InboundMessage> = {}): Promise<Received> {
    const number = ++count;
    return this.intake.receive({
      shop: 'main',
      channel: 'chat',
      messageId: `message-${number}`,
      customer: { id: `customer-of-the-shop-${number}` },
      text: '请问这款净水器的滤芯多久换一次?',
      ...given,
    });
  }

  /** The agent's answer. */
  answers(caseId: string, text = '六个月换一次,亲。') {
    return this.intake.reply(caseId, { messageId: `reply-${++count}`, agentId: 'E-007', kind: 'answer', text });
  }

  async resolves(caseId: string): Promise<void> {
    const verdict = { type: 'resolve', agent: 'agent-1', outcome: 'solved', acceptedAt: Date.now() } as const;
    await this.handle(caseId).executeUpdate(resolve, { args: [verdict] });
  }

  /** Stores an agent's answer as if it had been accepted at an exact instant, and tells nobody. Its fact's id. */
  plantAnswer(caseId: string, acceptedAt: number): Promise<string> {
    return plantAnswer(this.db, caseId, acceptedAt);
  }

  /** Tells a fact again, as if the note that it was told had been lost. */
  async tellAgain(factId: string): Promise<void> {
    await this.db('facts').where({ id: factId }).update({ told_at: null });
    await this.intake.tell(factId);
  }

  handle(caseId: string) {
    return this.temporal.workflow.getHandle(caseWorkflowId(caseId));
  }

  async eventsOf(caseId: string): Promise<EventRow[]> {
    const rows = await this.db('case_events')
      .where({ case_id: caseId })
      .orderBy('seq')
      .select<(Omit<EventRow, 'at'> & { at: Date })[]>('seq', 'type', 'at', 'by', 'data');
    return rows.map((row) => ({ ...row, at: row.at.getTime() }));
  }

  async typesOf(caseId: string): Promise<string[]> {
    return (await this.eventsOf(caseId)).map((event) => event.type);
  }

  /** Waits until a case has had so many events of a type. */
  async until(caseId: string, type: string, times = 1): Promise<void> {
    await vi.waitFor(
      async () => {
        const types = await this.typesOf(caseId);
        if (types.filter((one) => one === type).length < times) throw new Error(`not yet ${type}: ${types.join(' ')}`);
      },
      { timeout: 20_000, interval: 50 },
    );
  }

  /** The case as its workflow knows it; needs a worker. */
  state(caseId: string): Promise<CaseState> {
    return this.handle(caseId).query<CaseState>('caseState');
  }
}

/** A namespace of one's own on the shared server: workflow ids and queue names are those of production. */
async function openNamespace(address: string): Promise<Client> {
  const namespace = `live-${randomBytes(4).toString('hex')}`;
  const connection = await Connection.connect({ address });
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: (31 * 86_400) as never },
  });
  // the server's own list of namespaces is a moment old
  await vi.waitFor(() => prepareNamespace(connection, namespace, log), { timeout: 20_000, interval: 100 });
  return new Client({ connection, namespace });
}
