import { compileCalendar } from '../../calendars/compile.ts';
import type { OpenCase } from '../../domain/open-case.ts';
import { SHIPPED_CALENDARS } from '../../domain/calendars.ts';
import { ClockLives } from '../../domain/clock-lives.ts';
import { advance } from '../../domain/deadlines.ts';
import { takeIn } from '../../domain/decide.ts';
import { type ClockExplained, explained } from '../../domain/explain.ts';
import type { Fact } from '../../domain/facts.ts';
import { openedAs } from '../../domain/opening.ts';
import { standard } from '../../domain/policies/standard.ts';
import { calendarsOf, resolvePlan } from '../../domain/policy.ts';
import { retold } from '../../domain/retelling.ts';
import type { Step } from '../../domain/step.ts';
import type { OpenPlan } from '../../domain/planning.ts';

/** An instant of the pictured day in the shop's zone. */
export const at = (time: string): number => Date.parse(`2026-11-25T${time}:00+08:00`);

const OPEN: OpenCase = {
  caseId: 'CS-20261125-000001',
  shop: 'main',
  kind: 'inquiry',
  channel: 'chat',
  customer: 'customer-1',
  locale: 'zh',
  reach: ['chat'],
  tier: 'basic',
  level: 2,
  category: 'order',
  policy: 'standard',
  openedAt: at('02:14'),
};

/** A question in the night, acknowledged in time, asked back about, and answered five minutes late. */
const FACTS: readonly Fact[] = [
  {
    factId: '1',
    acceptedAt: at('02:14'),
    type: 'customerMessaged',
    message: 1,
    channel: 'chat',
    says: 'matter',
  },
  reply('2', '09:06', 'acknowledgement'),
  reply('3', '09:12', 'question'),
  {
    factId: '4',
    acceptedAt: at('09:40'),
    type: 'customerMessaged',
    message: 4,
    channel: 'chat',
    says: 'matter',
  },
  reply('5', '10:03', 'answer'),
];

function reply(factId: string, time: string, kind: 'acknowledgement' | 'question' | 'answer'): Fact {
  const agent = 'agent-1';
  return { factId, acceptedAt: at(time), type: 'agentReplied', message: Number(factId), agent, kind, channel: 'chat' };
}

/** The plans of the shipped policy, with calendars from the pictured day on. */
export const openPlan: OpenPlan = (facts) => {
  const plan = resolvePlan(standard, facts);
  const calendars = calendarsOf(plan).flatMap((id) => {
    const definition = SHIPPED_CALENDARS.find((one) => one.id === id);
    return definition ? [[id, compileCalendar(definition, OPEN.openedAt)] as const] : [];
  });
  return Promise.resolve({ ...plan, calendars: Object.fromEntries(calendars) });
};

/** The pictured case, lived through the domain and told again. */
export async function picturedCase(): Promise<{ readonly steps: readonly Step[]; readonly clocks: ClockExplained[] }> {
  const record = await openedAs({ open: OPEN }, openPlan);
  for (const fact of FACTS) takeIn(record, fact);
  advance(record, at('10:03'));
  const lives = new ClockLives();
  const steps: Step[] = [];
  const state = await retold(OPEN, record.events, openPlan, (step) => {
    lives.watch(step);
    steps.push(step);
  });
  const pictured = ['acknowledge', 'answer'];
  return { steps, clocks: explained(state, lives.all).clocks.filter(({ name }) => pictured.includes(name)) };
}
