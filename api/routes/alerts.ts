import { z } from 'zod';
import { ALARM_CODES, ALARMS, type AlarmCode } from '../alarms/codes.ts';
import { BACKLOG_SECONDS, type Sight } from '../alarms/watch.ts';
import { shopInQuestion } from '../paging.ts';
import { REVIEWERS } from '../roles.ts';
import { route, type Route } from '../route.ts';
import { CASE_ID } from '../samples.ts';
import { ShopQuery } from '../schemas.ts';
import { instantOut } from '../views.ts';

const code = z.enum(ALARM_CODES);

const AlertView = z
  .strictObject({
    code: code.meta({ description: 'Stable' }),
    what: z.string(),
    shop: z.string().optional().meta({ description: 'Absent where it is about the whole installation' }),
    taskQueue: z.string().optional(),
    count: z.int(),
    since: instantOut.meta({ description: 'When the oldest of them became one' }),
    cases: z.array(z.string()).meta({ description: 'Up to twenty of the cases, oldest first' }),
    runbook: z.string().meta({ description: 'What is to be done' }),
  })
  .meta({ id: 'Alert' });

const AlertsView = z
  .strictObject({
    checkedAt: instantOut,
    items: z.array(AlertView),
    notChecked: z.array(code).meta({ description: 'What could not be looked at: nothing is known of these' }),
  })
  .meta({ id: 'Alerts' });

const alert = (of: AlarmCode, seen: { count: number; since: Date; cases: readonly string[] }) => ({
  code: of,
  ...ALARMS[of],
  count: seen.count,
  since: seen.since.toISOString(),
  cases: [...seen.cases],
});

/** What concerns one shop; with `null` every shop, and the installation. */
function alertsOf({ at, standings, backlogs, notChecked }: Sight, shop: string | null): z.output<typeof AlertsView> {
  const ofCases = standings
    .filter((one) => shop === null || one.shop === shop)
    .map((one) => ({ ...alert(one.code, one), shop: one.shop }));
  const ofQueues = backlogs
    .filter(({ ageSeconds }) => shop === null && ageSeconds > BACKLOG_SECONDS)
    .map(({ taskQueue, count, ageSeconds }) => ({
      ...alert('task_queue_backlog', { count, since: new Date(at.getTime() - ageSeconds * 1000), cases: [] }),
      taskQueue,
    }));
  return { checkedAt: at.toISOString(), items: [...ofCases, ...ofQueues], notChecked: [...notChecked] };
}

const since = new Date('2026-11-23T06:10:00Z');
const sight: Sight = {
  at: new Date('2026-11-23T06:12:00Z'),
  standings: [{ code: 'forgotten_cases', shop: 'main', count: 1, since, cases: [CASE_ID] }],
  backlogs: [],
  notChecked: [],
};

export const alertRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/alerts',
    tag: 'Operations',
    summary: 'What does not go on by itself and waits for somebody',
    description:
      'Looked for when asked, at most every 15 seconds; empty when all is well. The same stands in `/metrics` as `caseloop_alarm_count` and `caseloop_alarm_age_seconds`. A key of one shop sees what concerns its cases; task queues are told to keys of every shop only.',
    roles: REVIEWERS,
    scope: 'caller',
    query: ShopQuery,
    answers: {
      200: { description: 'The alarms that stand now', schema: AlertsView, example: alertsOf(sight, 'main') },
    },
    problems: ['shop_not_found'],
    async handle({ caller, query }, { db, watch }) {
      const shop = await shopInQuestion(db, caller, query.shop);
      return { status: 200, body: alertsOf(await watch.look(), shop) };
    },
  }),
];
