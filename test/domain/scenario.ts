import { type PlanDocuments, SHIPPED } from '../../activities/plan-documents.ts';
import { createPlans } from '../../activities/plans.ts';
import type { CaseEvent, CaseState } from '../../domain/case.ts';
import type { OpenCase } from '../../domain/open-case.ts';
import type { Channel } from '../../domain/channels.ts';
import { type Clock, latenessOf, readingOf } from '../../domain/clocks.ts';
import { takeIn } from '../../domain/decide.ts';
import type { Fact, FactOf, FactType, Rejection, Verdict } from '../../domain/facts.ts';
import { rejectionOf, rule } from '../../domain/judge.ts';
import { openedAs } from '../../domain/opening.ts';
import type { ClockName, Plan, PlanFacts } from '../../domain/policy.ts';
import { pass, planAgain } from '../../domain/planning.ts';
import { CaseRecord } from '../../domain/record.ts';

const DAYS: Record<string, string> = {
  // the week before, for cases that began then
  'last Fri': '2026-11-20',
  Mon: '2026-11-23',
  Tue: '2026-11-24',
  Wed: '2026-11-25',
  Thu: '2026-11-26',
  Fri: '2026-11-27',
  Sat: '2026-11-28',
  Sun: '2026-11-29',
  'next Mon': '2026-11-30',
  'next Tue': '2026-12-01',
  'next Wed': '2026-12-02',
  'next Thu': '2026-12-03',
};

/** An instant of the examples, Shanghai time: `Mon 10:00:00`. */
export function at(text: string): number {
  const [, day, time] = /^(.*) (\d\d:\d\d(?::\d\d)?)$/u.exec(text) ?? [];
  const date = DAYS[day ?? ''];
  if (date === undefined || time === undefined) throw new Error(`no such day: ${text}`);
  return Date.parse(`${date}T${time.length === 5 ? `${time}:00` : time}+08:00`);
}

/** How an instant reads in the examples, so that a failure does too. */
export const shanghai = (instant: number): string => {
  const local = new Date(instant + 8 * 3_600_000).toISOString();
  const day = Object.entries(DAYS).find(([, date]) => local.startsWith(date))?.[0] ?? local.slice(0, 10);
  return `${day} ${local.slice(11, 19)}`;
};

/** Plans by their facts: compiling calendars is the slow part of a scenario. */
const plans = new Map<string, Promise<Plan>>();

/** Version 2 of a policy of these examples: every answer and solution may take twice as long. */
async function policies(...[shop, name, version]: Parameters<PlanDocuments['policies']>) {
  const found = await SHIPPED.policies(shop, name, version === 2 ? 1 : version);
  if (version !== 2 || !found) return found;
  const clocks = found.document.clocks.map((row) =>
    row.target && ['answer', 'resolution'].includes(row.clock)
      ? { ...row, target: { ...row.target, seconds: 2 * row.target.seconds } }
      : row,
  );
  return { ...found, version, document: { ...found.document, clocks } };
}

/** Version 2 of the desk's calendar: on the first Monday it opens at noon, as was announced late. */
async function calendars(...[shop, name, version]: Parameters<PlanDocuments['calendars']>) {
  const found = await SHIPPED.calendars(shop, name, 1);
  if (name !== 'chat-cn' || version !== 2 || !found) return found;
  return {
    ...found,
    version,
    document: { ...found.document, exceptions: { '2026-11-23': [['12:00', '24:00'] as const] } },
  };
}

/** The shipped plan of a case of these examples, or that of version 2. */
export function planFor(facts: PlanFacts): Promise<Plan> {
  const key = JSON.stringify(facts);
  const plan =
    plans.get(key) ?? createPlans(() => Date.parse('2026-11-20T00:00:00Z'), { policies, calendars }).openPlan(facts);
  plans.set(key, plan);
  return plan;
}

type BodyOf<T extends FactType> = Omit<FactOf<T>, 'type' | 'factId' | 'acceptedAt'>;
type Asking<T extends Verdict['type']> = Omit<Extract<Verdict, { type: T }>, 'type' | 'acceptedAt' | 'agent'> & {
  readonly agent?: string;
};

/** A case driven by the domain alone: no workflow, no database, the clock in the test's hand. */
export class Scenario {
  readonly events: CaseEvent[] = [];
  private facts = 0;
  readonly opening: OpenCase;
  record: CaseRecord;

  private constructor(opening: OpenCase, record: CaseRecord) {
    this.opening = opening;
    this.record = record;
    this.events.push(...record.events);
  }

  static async open(opening: Partial<OpenCase> & Pick<OpenCase, 'channel' | 'openedAt'>): Promise<Scenario> {
    const open: OpenCase = {
      caseId: 'CS-20261123-000001',
      shop: 'main',
      kind: 'inquiry',
      customer: 'customer-1',
      locale: 'zh',
      reach: ['chat', 'email', 'sms'],
      tier: 'basic',
      level: null,
      category: null,
      policy: 'standard',
      ...opening,
    };
    return new Scenario(open, await openedAs({ open }, planFor));
  }

  get state(): CaseState {
    return this.record.state;
  }

  private async step(news: Fact | Verdict, act: (record: CaseRecord) => void): Promise<void> {
    this.record = new CaseRecord(this.state);
    await planAgain(this.record, news, planFor);
    act(this.record);
    this.events.push(...this.record.events);
  }

  async fact<T extends FactType>(type: T, when: number, body: BodyOf<T>): Promise<void> {
    const fact = { type, factId: String(++this.facts), acceptedAt: when, ...body } as unknown as Fact;
    await this.again(fact);
  }

  again(fact: Fact): Promise<void> {
    return this.step(fact, (record) => {
      takeIn(record, fact);
    });
  }

  says(
    when: number,
    says: FactOf<'customerMessaged'>['says'] = 'matter',
    channel: Channel = this.state.channel,
  ): Promise<void> {
    return this.fact('customerMessaged', when, { message: 1, channel, says });
  }

  replies(when: number, kind: FactOf<'agentReplied'>['kind'], expectedAt?: number): Promise<void> {
    const stated = expectedAt === undefined ? {} : { expectedAt };
    return this.fact('agentReplied', when, { message: 2, agent: 'agent-1', kind, channel: 'chat', ...stated });
  }

  async verdict<T extends Verdict['type']>(type: T, when: number, asking: Asking<T>): Promise<Rejection | null> {
    const verdict = { type, agent: 'agent-1', acceptedAt: when, ...asking } as unknown as Verdict;
    await this.pass(when);
    const rejection = rejectionOf(this.state, verdict);
    if (rejection) return rejection;
    await this.step(verdict, (record) => {
      rule(record, verdict, `verdict-${++this.facts}`);
    });
    return null;
  }

  /** Time passes up to and including an instant. */
  async pass(until: number): Promise<void> {
    this.record = new CaseRecord(this.state);
    await pass(this.record, until, planFor);
    this.events.push(...this.record.events);
  }

  clock(name: ClockName): Clock {
    const clock = this.state.clocks.findLast((one) => one.name === name);
    if (!clock) throw new Error(`no clock ${name}: ${this.state.clocks.map((one) => one.name).join(', ')}`);
    return clock;
  }

  has(name: ClockName): boolean {
    return this.state.clocks.some((clock) => clock.name === name);
  }

  /** `met`, `breached Mon 10:10:00, met late by 120 s`, `running until Mon 10:30:00` … */
  reads(name: ClockName): string {
    const clock = this.clock(name);
    const late = latenessOf(clock);
    if (clock.breachedAt !== null) {
      return `breached ${shanghai(clock.breachedAt)}${late === undefined ? '' : `, met late by ${late} s`}`;
    }
    return clock.state === 'running' ? `running until ${shanghai(clock.dueAt)}` : readingOf(clock);
  }

  /** `Mon 10:10:00 clockBreached acknowledge` for every event of these types. */
  told(...types: CaseEvent['type'][]): string[] {
    return this.events
      .filter((event) => types.includes(event.type))
      .map((event) => {
        const clock = 'clock' in event ? ` ${event.clock}` : '';
        const role = 'role' in event ? ` ${event.role}` : '';
        return `${shanghai(event.at)} ${event.type}${clock}${role}`;
      });
  }

  get types(): string[] {
    return this.events.map((event) => event.type);
  }
}
