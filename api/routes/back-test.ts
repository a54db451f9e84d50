import { CalendarExhausted } from '../../domain/calendar.ts';
import { policyFaults } from '../../domain/policy-faults.ts';
import { CALENDARS, newestVersions } from '../../store/versions.ts';
import { backTest } from '../back-test.ts';
import { changesCsv } from '../back-test-csv.ts';
import { ApplyBody, ApplyView, BackTestBody, type BackTestShown, BackTestView } from '../back-test-schemas.ts';
import { shopInQuestion } from '../paging.ts';
import { applyPolicy } from '../policy-apply.ts';
import { Problem } from '../problem.ts';
import { RULERS } from '../roles.ts';
import { type Call, route, type Route, type Services } from '../route.ts';
import { CASE_ID } from '../samples.ts';
import { ShopQuery } from '../schemas.ts';
import { VERSION_NAME } from '../versions.ts';

type Asked = Pick<Call, 'caller' | 'params' | 'answerBy'> & { readonly query: { shop?: string } };

/** Which policy of which shop. @throws Problem */
async function meant({ caller, params, query, answerBy }: Asked, { db }: Services) {
  const shop = await shopInQuestion(db, caller, query.shop);
  if (shop !== null) return { shop, name: params['policy'] ?? '', answerBy };
  const message = 'the shop whose cases they are: this key is of every shop';
  throw new Problem('invalid_request', { errors: [{ pointer: '?shop', code: 'required', message }] });
}

/** @throws Problem where a target is never reached */
async function reachable<T>(pointer: string, running: Promise<T>): Promise<T> {
  try {
    return await running;
  } catch (error) {
    if (!(error instanceof CalendarExhausted)) throw error;
    const message = 'targets that the calendars have open time enough for';
    throw new Problem('calendar_exhausted', { errors: [{ pointer, code: 'calendar_exhausted', message }] });
  }
}

const tested: BackTestShown = {
  looked: 200,
  summary: [
    {
      clock: 'answer',
      channel: 'chat',
      tier: 'basic',
      clocks: 180,
      before: 12,
      after: 31,
      appear: 19,
      vanish: 0,
      move: 12,
    },
  ],
  items: [
    {
      caseId: CASE_ID,
      channel: 'chat',
      tier: 'basic',
      level: 2,
      clocks: [
        {
          name: 'answer',
          countedFrom: '2026-11-23T02:00:00.000Z',
          was: { state: 'met', dueAt: '2026-11-23T02:30:00.000Z', stoppedAt: '2026-11-23T02:20:00.000Z' },
          would: { state: 'breached', dueAt: '2026-11-23T02:15:00.000Z', stoppedAt: '2026-11-23T02:20:00.000Z' },
          breach: 'appears',
        },
      ],
    },
  ],
  nextCursor: null,
};

const common = {
  method: 'post',
  tag: 'Policies',
  roles: RULERS,
  scope: 'caller',
  params: { policy: VERSION_NAME },
  missing: 'policy_not_found',
  query: ShopQuery,
  exampleQuery: 'shop=main',
} as const;

export const backTestRoutes: readonly Route[] = [
  route({
    ...common,
    path: '/policies/{policy}/back-test',
    summary: 'Try a policy on past cases',
    description:
      'The cases of the shop are lived again under a version or a draft: which breaches appear, vanish or move. One request looks at some cases, and answers before it takes long; follow `nextCursor`, and add the summaries up. Changes nothing and needs no Idempotency-Key. With `Accept: text/csv` the changed clocks as CSV, the cursor in the header `Next-Cursor`.',
    preview: true,
    csv: true,
    body: BackTestBody,
    example: { version: 1, channels: ['chat'], limit: 200 },
    answers: { 200: { description: 'What would have been', schema: BackTestView, example: tested } },
    problems: ['shop_not_found', 'policy_not_found', 'policy_unusable', 'calendar_exhausted'],
    async handle(call, services) {
      const { body, csv } = call;
      const where = await meant(call, services);
      if (body.document) {
        const calendars = await newestVersions(services.db, CALENDARS, where.shop);
        const faults = policyFaults(body.document, new Set(calendars.keys()));
        const errors = faults.map((fault) => ({ ...fault, pointer: `/document${fault.pointer}` }));
        if (errors.length > 0) throw new Problem('policy_unusable', { detail: 'See errors.', errors });
      }
      const pointer = body.document ? '/document' : '/version';
      const shown = await reachable(pointer, backTest(services.db, where, body));
      if (!csv) return { status: 200, body: shown };
      const headers = shown.nextCursor === null ? {} : { 'Next-Cursor': shown.nextCursor };
      return { status: 200, body: changesCsv(shown.items), headers };
    },
  }),
  route({
    ...common,
    path: '/policies/{policy}/apply',
    summary: 'Move open cases to a version of their policy',
    description:
      'A dry run unless `dryRun` is false: how many deadlines move, and which breaches appear. Then every open case of this policy is told; running clocks are due as the version says, and as the newest versions of their calendars do, also later than before; what is breached stays breached. One request tells some cases: follow `nextCursor` with a new Idempotency-Key. A case that has them already is skipped, so it may be repeated.',
    body: ApplyBody,
    example: { version: 1, dryRun: true, agentId: 'agent-7' },
    answers: {
      200: {
        description: 'What was done, or would be',
        schema: ApplyView,
        example: {
          dryRun: true,
          looked: 120,
          applied: 110,
          skipped: 10,
          failed: 0,
          summary: [{ clock: 'answer', clocks: 70, earlier: 64, later: 0, started: 0, ended: 0, appear: 9, vanish: 0 }],
          nextCursor: null,
        },
      },
    },
    problems: ['shop_not_found', 'policy_not_found', 'calendar_exhausted'],
    async handle(call, services) {
      const where = await meant(call, services);
      return { status: 200, body: await reachable('/version', applyPolicy(services, where, call.body)) };
    },
  }),
];
