import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SEARCH_ATTRIBUTES } from '../../domain/search-attributes.ts';
import { LiveService } from '../support/live-service.ts';
import { temporal as proto } from '../workflows/temporal-proto.ts';

/** What an operator who looks at Temporal's own pages is shown, without opening any code. */

const WORDS = '我叫王芳,电话13800138000,净水器漏水';
let service: LiveService;
let caseId: string;

beforeAll(async () => {
  service = await LiveService.open({ policy: 'standard' });
  await service.work();
  const customer = { id: randomUUID(), name: '王芳', phone: '13800138000', tier: 'vip' } as const;
  ({ caseId } = await service.says({ level: 2, text: WORDS, customer }));
  await service.until(caseId, 'messageReceived');
});
afterAll(() => service.close());

/** The page of details, as the UI asks for it. */
async function currentDetails(): Promise<string> {
  const metadata = await service.handle(caseId).query<{ currentDetails?: string }>('__temporal_workflow_metadata');
  return metadata.currentDetails ?? '';
}

/** Summaries of the events of a kind, oldest first. */
async function summariesOf(kind: 'timerStarted' | 'markerRecorded'): Promise<string[]> {
  const { events } = await service.handle(caseId).fetchHistory();
  return (events ?? [])
    .filter((event) => event[`${kind}EventAttributes`])
    .map(({ userMetadata }) => JSON.parse(Buffer.from(userMetadata?.summary?.data ?? '""').toString()) as string);
}

async function found(query: string): Promise<string[]> {
  const ids: string[] = [];
  for await (const { workflowId } of service.temporal.workflow.list({ query })) ids.push(workflowId);
  return ids;
}

/** The query that finds the case by each search attribute, by what its row in Postgres says. */
async function queries(status: 'open' | 'closed'): Promise<Record<keyof typeof SEARCH_ATTRIBUTES, string>> {
  const row = await service
    .db('cases')
    .where({ case_id: caseId })
    .first<{ owner_id: number | null; customer_id: number }>();
  const owner = row.owner_id === null ? 'nobody' : `agent-${row.owner_id}`;
  return {
    CaseKind: `CaseKind = 'inquiry'`,
    CaseStatus: `CaseStatus = '${status}'`,
    Shop: `Shop = 'main'`,
    Channel: `Channel = 'chat'`,
    Tier: `Tier = 'vip'`,
    Owner: `Owner = '${owner}'`,
    Queue: `Queue = 'inquiries'`,
    CustomerRef: `CustomerRef = 'customer-${row.customer_id}'`,
    NextDueAt: `NextDueAt >= '2026-01-01T00:00:00Z'`,
    Breached: 'Breached = false',
  };
}

async function expectFoundByEach(status: 'open' | 'closed'): Promise<void> {
  for (const query of Object.values(await queries(status))) {
    // Temporal's lists are a moment old
    await vi.waitFor(
      async () => {
        expect(await found(query), query).toEqual([`case:${caseId}`]);
      },
      { timeout: 10_000, interval: 100 },
    );
  }
}

describe('an open case', () => {
  it('says in the list what it is', async () => {
    const description = await service.handle(caseId).describe();
    expect(description.type).toBe('inquiryCase');
    expect(await description.staticSummary()).toBe('inquiry · chat · vip · level 2');
    expect(description.priority?.priorityKey).toBe(2);
  });

  it('links to the case of the API', async () => {
    const description = await service.handle(caseId).describe();
    expect(await description.staticDetails()).toContain(`/v1/cases/${caseId}`);
  });

  it('tells its state, its owner, what is due when and why, and the last events', async () => {
    const due = (await service.state(caseId)).clocks.find(({ name }) => name === 'answer');
    const dueAt = new Date(due?.dueAt ?? NaN).toISOString().slice(0, 19).replace('T', ' ');
    const details = await currentDetails();
    expect(details).toContain('**inquiry · open** by chat, vip, level 2');
    expect(details).toContain('Owner: none, in the queue inquiries');
    expect(details).toMatch(
      /Next: \*\*acknowledge warning\*\* at \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ \(policy standard v1\)/,
    );
    expect(details).toContain(`| answer | running | ${dueAt}Z | 900 s of chat-cn from`);
    expect(details).toMatch(/- #1 .* opened inquiry by chat, vip, level 2, policy standard v1 \(customer\)/);
    expect(details).toMatch(/- #2 .* messageReceived matter, message \d+ by chat \(customer\)/);
  });

  it('is found by each search attribute', () => expectFoundByEach('open'));

  it('shows the new owner and the next deadline when an agent has answered', async () => {
    await service.answers(caseId);
    await service.until(caseId, 'replied');
    await vi.waitFor(async () => {
      const details = await currentDetails();
      expect(details).toMatch(/Owner: agent-\d+/);
      expect(details).toMatch(/Next: \*\*resolution warning\*\*/);
      expect(details).toMatch(/\| answer \| met \|/);
    });
    await expectFoundByEach('open');
  });
});

describe('a closed case', () => {
  beforeAll(async () => {
    await service.resolves(caseId);
    await service.intake.confirm(caseId, { messageId: 'yes', confirmed: true });
    await service.until(caseId, 'surveyQueued');
  });

  it('tells how it was closed and until when it can come back', async () => {
    await vi.waitFor(async () => {
      const details = await currentDetails();
      expect(details).toContain('**inquiry · closed (confirmed)**');
      expect(details).toMatch(/Next: \*\*(survey breach|survey warning|end)\*\* at/);
      expect(details).toMatch(/- #\d+ .* closed confirmed \(customer\)/);
    });
  });

  it('is found by each search attribute', () => expectFoundByEach('closed'));

  it('has timers and writes that are named by their purpose', async () => {
    const timers = await summariesOf('timerStarted');
    expect(timers[0]).toBe('acknowledge warning');
    for (const purpose of timers) expect(purpose).toMatch(/^[a-z]+(-[a-z]+)*( (warning|breach|rung))?$/);
    const writes = await summariesOf('markerRecorded');
    expect(writes[0]).toBe('Resolve the plan');
    // at night the customer is told when there will be an answer
    expect(writes[1]).toMatch(/^opened messageReceived( customerTold)?$/);
    expect(writes).toContain('assigned replied');
    expect(writes).not.toContain('');
  });

  it('shows nowhere who the customer is or what was said', async () => {
    const { events } = await service.handle(caseId).fetchHistory();
    const history = (events ?? [])
      .map((event) => Buffer.from(proto.api.history.v1.HistoryEvent.encode(event).finish()).toString())
      .join('\n');
    const shown = [
      history,
      await currentDetails(),
      JSON.stringify((await service.handle(caseId).describe()).raw),
    ].join();
    for (const word of ['王芳', '13800138000', '净水器', 'E-007', 'message-1', 'reply-'])
      expect(shown).not.toContain(word);
  });
});
