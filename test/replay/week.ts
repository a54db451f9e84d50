import { nextDeadline } from '../../domain/deadlines.ts';
import type { FactOf } from '../../domain/facts.ts';
import type { OpenCase } from '../../domain/open-case.ts';
import type { CommandType } from '../../domain/facts.ts';
import { VERDICTS } from '../../workflows/messages.ts';
import type { CaseRun } from '../workflows/case-run.ts';

const DAY = 86_400_000;
const SHANGHAI = 8 * 3_600_000;
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun', 'next Mon', 'next Tue', 'next Wed'];

type Says = FactOf<'customerMessaged'>['says'];
type Kind = FactOf<'agentReplied'>['kind'];

/** A verdict without what a week adds; the union of them all is more than the compiler compares. */
interface Given {
  readonly type: CommandType;
  readonly agent?: string;
  readonly [field: string]: unknown;
}

/** A case that lives through the week after now, by Shanghai's wall clock, as the worked examples tell it. */
export class Week {
  readonly run: CaseRun;
  private readonly monday: number;

  private constructor(run: CaseRun, monday: number) {
    this.run = run;
    this.monday = monday;
  }

  static async of(run: CaseRun): Promise<Week> {
    const local = (await run.now()) + SHANGHAI;
    // 1970-01-05 was a Monday
    const weeks = Math.ceil((local - 4 * DAY) / (7 * DAY));
    return new Week(run, weeks * 7 * DAY + 4 * DAY - SHANGHAI);
  }

  /** `Mon 10:00:00` */
  at(text: string): number {
    const [, day = '', time = ''] = /^(.*) (\d\d:\d\d:\d\d)$/.exec(text) ?? [];
    const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
    return this.monday + DAYS.indexOf(day) * DAY + ((hours * 60 + minutes) * 60 + seconds) * 1000;
  }

  reads(at: number): string {
    const since = at - this.monday;
    return `${DAYS[Math.floor(since / DAY)] ?? String(at)} ${new Date(since % DAY).toISOString().slice(11, 19)}`;
  }

  /** Lets the time pass until an instant. */
  async pass(text: string): Promise<number> {
    const at = this.at(text);
    const wait = at - (await this.run.now());
    if (wait > 0) await this.run.env.sleep(wait);
    return at;
  }

  /** Lets so many days pass from now on. */
  async later(days: number): Promise<void> {
    await this.run.env.sleep(days * DAY);
    await this.settled();
  }

  async open(text: string, opening: Partial<OpenCase> = {}, says: Says = 'matter'): Promise<void> {
    const openedAt = await this.pass(text);
    const open = { policy: 'standard', reach: ['chat', 'email'], ...opening, openedAt } as const;
    const channel = opening.channel ?? 'chat';
    await this.run.open(open, this.run.fact('customerMessaged', openedAt, { message: 1, channel, says }));
    await this.taken(1);
    await this.settled();
  }

  /** Waits until so many facts and verdicts have been taken in. */
  private async taken(count: number): Promise<void> {
    await this.run.until(() => new Set(this.run.notebook.list.flatMap(({ cause }) => cause ?? [])).size >= count);
  }

  async fact(
    text: string,
    type: Parameters<CaseRun['fact']>[0],
    body: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    const acceptedAt = await this.pass(text);
    const fact = this.run.fact(type, acceptedAt, body);
    await this.run.tell(fact);
    await this.run.until(() => this.run.notebook.list.some(({ cause }) => cause === fact.factId));
    await this.settled();
  }

  /** Until nothing is asked of the rules or of the order system any more, and all that is due by now has been stored. */
  async settled(): Promise<void> {
    const now = await this.run.now();
    await this.run.until(() => {
      const { stored } = this.run.notebook;
      if (!stored) return true;
      const { what, at } = nextDeadline(stored);
      return (stored.afterSales?.errands ?? []).length === 0 && (what === 'end' || at > now);
    });
  }

  says(text: string, says: Says = 'matter', more: Readonly<Record<string, unknown>> = {}): Promise<void> {
    return this.fact(text, 'customerMessaged', { message: 2, channel: 'chat', says, ...more });
  }

  replies(text: string, kind: Kind, more: Readonly<Record<string, unknown>> = {}): Promise<void> {
    return this.fact(text, 'agentReplied', { message: 3, agent: 'agent-1', kind, channel: 'chat', ...more });
  }

  surveyed(text: string): Promise<void> {
    const sentAt = this.at(text);
    return this.fact(text, 'surveySent', { round: 1, sentAt, expiresAt: sentAt + 7 * DAY });
  }

  async verdict(text: string, given: Given): Promise<void> {
    const acceptedAt = await this.pass(text);
    const verdict = { agent: 'agent-1', ...given, acceptedAt };
    await this.run.handle.executeUpdate(VERDICTS[given.type] as never, { args: [verdict] } as never);
    await this.settled();
  }

  resolves(text: string): Promise<void> {
    return this.verdict(text, { type: 'resolve', outcome: 'solved' });
  }

  /** `Mon 10:10:00 clockBreached acknowledge` for every event of these types. */
  told(...types: string[]): string[] {
    return this.run.notebook.list
      .filter(({ type }) => types.includes(type))
      .map((event) => {
        const clock = 'clock' in event ? ` ${event.clock}` : '';
        const role = 'role' in event ? ` ${event.role}` : '';
        return `${this.reads(event.at)} ${event.type}${clock}${role}`;
      });
  }

  /** How each clock of the case stands: `answer: running until Mon 10:30:00`, `…: breached Mon 10:10:00, met Mon 10:12:00`. */
  async clocks(): Promise<Record<string, string>> {
    await this.settled();
    const { clocks } = await this.run.state();
    return Object.fromEntries(
      clocks.map(({ name, state, dueAt, breachedAt, stoppedAt }) => {
        const ended = stoppedAt === null ? state : `${state} ${this.reads(stoppedAt)}`;
        if (breachedAt !== null) return [name, `breached ${this.reads(breachedAt)}, ${ended}`];
        return [name, state === 'running' ? `running until ${this.reads(dueAt)}` : ended];
      }),
    );
  }
}
