import { expect, test } from 'vitest';
import { complaintsOf, complaintStep } from '../../cli/demo/complaints.ts';
import { openingsOf } from '../../cli/demo/openings.ts';
import { type AfterSalesRequest, requestsOf, requestStep } from '../../cli/demo/requests.ts';
import type { Seen } from '../../cli/demo/story.ts';
import type { CaseView } from '../../cli/demo/views.ts';
import { CaseBody } from '../../api/new-case-schema.ts';
import { REQUESTS } from '../../domain/policy.ts';
import { repair } from '../../domain/work-orders/shipped/goods.ts';
import { carrierClaim } from '../../domain/work-orders/shipped/money.ts';
import type { WorkOrderTypeDocument } from '../../domain/work-orders/type.ts';

const NOW = Date.parse('2026-11-23T02:00:00Z');
const requests = requestsOf('r1', NOW);

function seen(view: Partial<CaseView>, types: readonly string[] = []): Seen {
  const events = types.map((type, i) => ({ seq: i + 1, type, at: '2026-11-23T02:00:00.000Z' }));
  return {
    view: {
      ...{ caseId: 'DM-20261123-000001', kind: 'after-sales', status: 'open', version: events.length },
      ...{ clocks: [], links: {}, ...view },
    },
    events,
  };
}

function requestOf(way: AfterSalesRequest['way']): AfterSalesRequest {
  const found = requests.find((one) => one.way === way);
  if (!found) throw new Error(`none is ${way}`);
  return found;
}

const afterSales = (step: string, awaited: readonly number[] = []): NonNullable<CaseView['afterSales']> => ({
  ...{ stage: 'tracking', verdicts: [{ decision: 'approve' }], paid: 0 },
  lines: [1, 2].map((line) => ({ line, state: awaited.includes(line) ? 'awaited' : 'arrived' })),
  steps: [{ step, state: 'running', lines: [1, 2] }],
});

test('every complaint and request of the demo is one that the API takes', () => {
  const openings = openingsOf('r1', requests);
  expect(openings.length).toBeGreaterThanOrEqual(32);
  expect(openings.flatMap(({ body }) => CaseBody.safeParse(body).error?.issues ?? [])).toEqual([]);
});

test('goods are sent back together, or one parcel after the other', () => {
  const sending = seen({ afterSales: afterSales('sending', [1, 2]) }, ['stepBegun']);
  expect(requestStep(sending, requestOf('returned'))?.body).toEqual({ move: 'sent', lines: [1, 2] });
  expect(requestStep(sending, requestOf('returned-in-parts'))?.body).toEqual({ move: 'sent', lines: [1] });
});

test('what is not sent back after all is kept', () => {
  const rest = seen({ afterSales: afterSales('sending', [2]) }, ['stepBegun']);
  expect(requestStep(rest, requestOf('partly-kept'))).toMatchObject({ path: 'kept-lines', body: { lines: [2] } });
});

test('a denial is appealed once, and a person decides', () => {
  const denied = { ...afterSales('money'), verdicts: [{ decision: 'deny' }], steps: [] };
  const appeal = requestStep(seen({ status: 'resolved', afterSales: denied }), requestOf('denied-and-appealed'));
  expect(appeal).toMatchObject({ path: 'appeal' });
  const decided = seen({ afterSales: { ...denied, stage: 'decision' } });
  expect(requestStep(decided, requestOf('denied-and-appealed'))).toMatchObject({ path: 'request-decision' });
});

test('every kind of request is asked for', () => {
  const asked = requests.map(({ application }) => (application as { requestType: string }).requestType);
  expect([...new Set(asked)].sort()).toEqual([...REQUESTS].sort());
});

test('what people outside the conversation do is a move of a work order that its type knows', () => {
  const done: Record<string, [AfterSalesRequest['way'], WorkOrderTypeDocument]> = {
    repair: ['repaired', repair],
    claim: ['lost-on-the-way', carrierClaim],
  };
  for (const [step, [way, type]] of Object.entries(done)) {
    const moved = requestStep(seen({ afterSales: afterSales(step) }, ['stepBegun']), requestOf(way))?.workOrder;
    const filled = new Set<string>();
    let from = type.states.find(({ initial }) => initial)?.name;
    for (const { state, fields = {} } of moved?.moves ?? []) {
      for (const name of Object.keys(fields)) filled.add(name);
      const move = type.moves.find((one) => one.from === from && one.to === state);
      expect(move).toBeDefined();
      expect((move?.requires ?? []).filter((name) => !filled.has(name))).toEqual([]);
      from = state;
    }
    expect(type.states.find(({ name }) => name === from)?.final).toBe('done');
  }
});

test('a complaint is decided, made good, told, carried out and visited', () => {
  const [complaint] = complaintsOf();
  if (!complaint) throw new Error('no complaint');
  const path = (of: Partial<NonNullable<CaseView['complaint']>>, types: string[] = [], status = 'open') => {
    const state = { decisions: [], measures: [], appeals: 0, ...of };
    return complaintStep(seen({ owner: 'a', status, complaint: state }, types), complaint, (id) => id)?.path;
  };
  const decisions = [{ truth: 'confirmed' }];
  const measures = [{ measure: 1, state: 'approved' }];
  expect(path({})).toBe('decision');
  expect(path({ decisions })).toBe('measures');
  expect(path({ decisions, measures })).toBe('result');
  expect(path({ decisions, measures }, ['resultTold'])).toBe('measures/1/carried-out');
  expect(path({ decisions, measures }, ['resultTold', 'confirmed'], 'resolved')).toBe('visits');
});
