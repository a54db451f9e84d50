import type { WorkflowHandleWithSignaledRunId } from '@temporalio/client';
import { defineSearchAttributeKey, TypedSearchAttributes } from '@temporalio/common';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { SHIPPED } from '../../activities/plan-documents.ts';
import { createPlans } from '../../activities/plans.ts';
import type { CaseEvent, CaseState } from '../../domain/case.ts';
import type { OpenCase } from '../../domain/open-case.ts';
import { digestOf } from '../../domain/digest.ts';
import type { FactOf, ToldFact, ToldType } from '../../domain/facts.ts';
import type { ReviewResult } from '../../domain/kinds/after-sales/events.ts';
import { lineOf } from '../../domain/lines.ts';
import type { CommandResult, OrderCommand, Refusal } from '../../domain/order-commands.ts';
import { SEARCH_ATTRIBUTES } from '../../domain/search-attributes.ts';
import { WORKFLOW_TYPES } from '../../domain/kinds/index.ts';
import { CASE_FACTS, type CaseInput, resolve, setLevel } from '../../workflows/messages.ts';
import type {
  CaseActivities,
  EventBatch,
  IntakeActivities,
  OrderCommandInput,
  OrderSystemActivities,
  ReviewActivities,
} from '../../workflows/ports.ts';
import { startTimeSkipping } from '../support/time-skipping.ts';

Runtime.install({ logger: new DefaultLogger('ERROR') });

/** What ships, and a second version of `standard` that gives every answer twice its time. */
const withSecondVersion: typeof SHIPPED.policies = async (shop, name, version) => {
  const first = await SHIPPED.policies(shop, name, version === 2 ? 1 : version);
  if (version !== 2 || !first) return first;
  const clocks = first.document.clocks.map((row) =>
    row.clock === 'answer' && row.target ? { ...row, target: { ...row.target, seconds: 2 * row.target.seconds } } : row,
  );
  return { ...first, version, document: { ...first.document, clocks } };
};

/** What the rules and the order system answer, in a play. */
class Answers {
  /** One for each review, in their order. */
  readonly reviews: ReviewResult[] = [];
  /** Commands that are refused for good, by their kind. */
  refusals: Partial<Record<OrderCommand['kind'], Refusal>> = {};
  /** What has been asked of the order system. */
  readonly commands: OrderCommand[] = [];

  readonly reviewRequest: ReviewActivities['reviewRequest'] = () => {
    const result = this.reviews.shift();
    return result ? Promise.resolve(result) : Promise.reject(new Error('no review was expected'));
  };

  get orders(): OrderSystemActivities {
    const carryOut = ({ command }: OrderCommandInput): Promise<CommandResult> => {
      this.commands.push(command);
      const code = this.refusals[command.kind];
      return Promise.resolve(code === undefined ? { state: 'done' } : { state: 'refused', code });
    };
    return {
      lookUpOrder: () => Promise.resolve({ state: 'refused', code: 'unknown_order' }),
      cancelOrder: carryOut,
      refund: carryOut,
      createReplacement: carryOut,
      createRepairOrder: carryOut,
      issueCoupon: carryOut,
      issuePoints: carryOut,
      createReturnLabel: carryOut,
      undoCommand: carryOut,
    };
  }
}

/** The events of cases as Postgres would keep them, in memory: keyed by (case, seq), the first write stays. */
class Notebook implements CaseActivities, IntakeActivities {
  readonly events = new Map<number, CaseEvent>();
  readonly linked: string[] = [];
  /** Called before each write; throw to make it fail. */
  beforeWrite: (batch: EventBatch) => void | Promise<void> = () => undefined;
  /** The worker's clock; undefined: it is not told. */
  storedAt: number | undefined;
  readonly openPlan = createPlans(Date.now, { ...SHIPPED, policies: withSecondVersion }).openPlan;

  /** The case as it was stored last. */
  stored: CaseState | undefined;

  readonly appendCaseEvents: CaseActivities['appendCaseEvents'] = async (batch) => {
    await this.beforeWrite(batch);
    this.stored = batch.state;
    const { fromSeq, events } = batch;
    const before = this.list.slice(fromSeq - 1);
    const instead = before.length > 0 && digestOf(before) !== digestOf(events);
    if (before.length === 0) events.forEach((event, i) => this.events.set(fromSeq + i, event));
    const stored = instead ? before : events;
    const lines = stored.map((event, i) => lineOf(event, fromSeq + i));
    return {
      ...{ digest: digestOf(events), lines, delivered: [] },
      ...(this.storedAt === undefined ? {} : { storedAt: this.storedAt }),
      ...(instead ? { instead: before } : {}),
    };
  };

  readonly openLinkedCase: IntakeActivities['openLinkedCase'] = ({ factId }) => {
    this.linked.push(factId);
    return Promise.resolve();
  };

  get list(): CaseEvent[] {
    return [...this.events.entries()].sort(([a], [b]) => a - b).map(([, event]) => event);
  }

  get types(): string[] {
    return this.list.map((event) => event.type);
  }
}

const OPEN: OpenCase = {
  caseId: 'CS-20261123-000001',
  shop: 'main',
  kind: 'inquiry',
  channel: 'chat',
  customer: 'customer-1',
  locale: 'zh',
  reach: ['chat'],
  tier: 'basic',
  level: 2,
  category: 'product',
  policy: 'standard-shortened',
  openedAt: 0,
};

/** The protocol's numbers of the types. */
const INDEXED_AS = { KEYWORD: 2, BOOL: 5, DATETIME: 6 } as const;

/** One case on a server of its own whose time is moved, with a worker that can be stopped and started. */
export class CaseRun {
  readonly notebook = new Notebook();
  readonly answers = new Answers();
  private facts = 0;
  private workers: { instance: Worker; ended: Promise<void> }[] = [];
  handle!: WorkflowHandleWithSignaledRunId;

  readonly env: TestWorkflowEnvironment;
  private readonly bundle: string;

  private constructor(env: TestWorkflowEnvironment, bundle: string) {
    this.env = env;
    this.bundle = bundle;
  }

  /** @param paths of the time-skipping server's program and of the workflow bundle */
  static async start(paths: { readonly server: string; readonly bundle: string }): Promise<CaseRun> {
    const env = await startTimeSkipping(paths.server);
    await env.connection.operatorService.addSearchAttributes({
      namespace: 'default',
      searchAttributes: Object.fromEntries(
        Object.entries(SEARCH_ATTRIBUTES).map(([name, type]) => [name, INDEXED_AS[type]]),
      ),
    });
    return new CaseRun(env, paths.bundle);
  }

  now(): Promise<number> {
    return this.env.currentTimeMs();
  }

  async work(): Promise<void> {
    const { openPlan, appendCaseEvents, openLinkedCase } = this.notebook;
    const { reviewRequest, orders } = this.answers;
    await this.add('cases', { openPlan, appendCaseEvents, openLinkedCase, reviewRequest }, this.bundle);
    await this.add('back-office', orders);
  }

  private async add(taskQueue: string, activities: object, bundle?: string): Promise<void> {
    const instance = await Worker.create({
      connection: this.env.nativeConnection,
      taskQueue,
      activities,
      ...(bundle === undefined ? {} : { workflowBundle: { codePath: bundle } }),
      stickyQueueScheduleToStartTimeout: '1s',
    });
    this.workers.push({ instance, ended: instance.run() });
  }

  async rest(): Promise<void> {
    for (const { instance } of this.workers) instance.shutdown();
    await Promise.all(this.workers.map(({ ended }) => ended));
    this.workers = [];
  }

  fact<T extends ToldType>(
    type: T,
    acceptedAt: number,
    body: Omit<FactOf<T>, 'type' | 'factId' | 'acceptedAt'>,
  ): FactOf<T> {
    return { type, factId: String(++this.facts), acceptedAt, ...body } as unknown as FactOf<T>;
  }

  said(acceptedAt: number, says: FactOf<'customerMessaged'>['says'] = 'matter'): FactOf<'customerMessaged'> {
    return this.fact('customerMessaged', acceptedAt, { message: this.facts + 1, channel: 'chat', says });
  }

  replied(acceptedAt: number, kind: FactOf<'agentReplied'>['kind'] = 'answer'): FactOf<'agentReplied'> {
    return this.fact('agentReplied', acceptedAt, {
      message: this.facts + 1,
      kind,
      agent: 'agent-1',
      channel: 'chat',
    });
  }

  /** Opens the case with its first message, as intake does. */
  async open(opening: Partial<OpenCase> = {}, first?: FactOf<'customerMessaged'>): Promise<void> {
    const openedAt = opening.openedAt ?? (await this.now());
    const open: OpenCase = { ...OPEN, ...opening, openedAt };
    const input: CaseInput = { open };
    this.handle = await this.env.client.workflow.signalWithStart(WORKFLOW_TYPES[open.kind], {
      workflowId: `case:${OPEN.caseId}`,
      taskQueue: 'cases',
      args: [input],
      signal: 'customerMessaged',
      signalArgs: [first ?? this.said(openedAt)],
      typedSearchAttributes: new TypedSearchAttributes([
        { key: defineSearchAttributeKey('CaseStatus', 'KEYWORD'), value: 'open' },
      ]),
    });
  }

  async tell(fact: ToldFact): Promise<void> {
    await this.handle.signal(CASE_FACTS[fact.type] as never, ...([fact] as never));
  }

  async level(level: 1 | 2 | 3): Promise<{ version: number }> {
    const acceptedAt = await this.now();
    return this.handle.executeUpdate(setLevel, { args: [{ type: 'setLevel', agent: 'agent-1', level, acceptedAt }] });
  }

  async resolve(expectedVersion?: number): Promise<{ version: number }> {
    const acceptedAt = await this.now();
    const seen = expectedVersion === undefined ? {} : { expectedVersion };
    return this.handle.executeUpdate(resolve, {
      args: [{ type: 'resolve', agent: 'agent-1', outcome: 'solved', acceptedAt, ...seen }],
    });
  }

  /** The case as its workflow has it, once the turn at hand is done. */
  async state(): Promise<CaseState> {
    // a question that comes while a case goes on as another kind's run is never answered by this server
    const { stored } = this.notebook;
    while (stored && (await this.handle.describe()).type !== WORKFLOW_TYPES[stored.kind]) {
      await new Promise((done) => setTimeout(done, 20));
    }
    return this.handle.query<CaseState>('caseState');
  }

  /** Waits until the events say so; meanwhile the server’s clock goes on as fast as the real one. */
  async until(reached: (types: string[]) => boolean): Promise<void> {
    for (let tries = 0; tries < 1_000; tries++) {
      if (reached(this.notebook.types)) return;
      await new Promise((done) => setTimeout(done, 20));
    }
    throw new Error(`not reached: ${this.notebook.types.join(' ')}`);
  }

  async end(): Promise<void> {
    await this.rest();
    await this.env.teardown();
  }
}
