import { defineSearchAttributeKey, type SearchAttributePair } from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { CaseState } from '../domain/case.ts';
import { readingOf } from '../domain/clocks.ts';
import { type Deadline, nextDeadline } from '../domain/deadlines.ts';

const KEYS = {
  kind: defineSearchAttributeKey('CaseKind', 'KEYWORD'),
  status: defineSearchAttributeKey('CaseStatus', 'KEYWORD'),
  shop: defineSearchAttributeKey('Shop', 'KEYWORD'),
  channel: defineSearchAttributeKey('Channel', 'KEYWORD'),
  tier: defineSearchAttributeKey('Tier', 'KEYWORD'),
  owner: defineSearchAttributeKey('Owner', 'KEYWORD'),
  queue: defineSearchAttributeKey('Queue', 'KEYWORD'),
  customer: defineSearchAttributeKey('CustomerRef', 'KEYWORD'),
  nextDueAt: defineSearchAttributeKey('NextDueAt', 'DATETIME'),
  breached: defineSearchAttributeKey('Breached', 'BOOL'),
};

const LAST_EVENTS = 5;
/** Owner of a case in the queue, so that those can be searched for too. */
const NOBODY = 'nobody';

const instant = (at: number): string => new Date(at).toISOString().replace('T', ' ').slice(0, 19) + 'Z';

/** What a deadline is, for a timer's name: `answer breach`, `confirmation-reminder`. */
export const purposeOf = (deadline: Deadline): string =>
  'clock' in deadline ? `${deadline.clock} ${deadline.what}` : deadline.what;

/** What operators see of a case in the Temporal UI: search attributes, and a page of details without personal words. */
export class OperatorView {
  private found: readonly SearchAttributePair[] = [];
  private readonly lines: string[] = [];

  /** Adds the newest event lines and shows the case as it stands. */
  show(state: CaseState, news: readonly string[]): void {
    this.lines.push(...news);
    this.lines.splice(0, this.lines.length - LAST_EVENTS);
    this.find(state);
    setCurrentDetails(this.details(state));
  }

  /** One upsert, and only when more than the next deadline has changed: each costs an event and visibility work. */
  private find(state: CaseState): void {
    const pairs: SearchAttributePair[] = [
      { key: KEYS.kind, value: state.kind },
      { key: KEYS.status, value: state.status },
      { key: KEYS.shop, value: state.shop },
      { key: KEYS.channel, value: state.channel },
      { key: KEYS.tier, value: state.tier },
      { key: KEYS.owner, value: state.owner ?? NOBODY },
      { key: KEYS.queue, value: state.queue },
      { key: KEYS.customer, value: state.customer },
      { key: KEYS.breached, value: state.clocks.some((clock) => clock.breachedAt !== null) },
    ];
    const changed = pairs.filter(({ value }, i) => value !== this.found[i]?.value);
    if (changed.length === 0) return;
    this.found = pairs;
    upsertSearchAttributes([...changed, { key: KEYS.nextDueAt, value: new Date(nextDeadline(state).at) }]);
  }

  private details(state: CaseState): string {
    const next = nextDeadline(state);
    const how = state.closedHow === null ? '' : ` (${state.closedHow})`;
    const clocks = state.clocks.map(
      (clock) =>
        `| ${clock.name} | ${readingOf(clock)} | ${instant(clock.dueAt)} | ${clock.rule.seconds} s of ${clock.rule.calendar} from ${instant(clock.startedAt)} |`,
    );
    return [
      `**${state.kind} · ${state.status}${how}** by ${state.channel}, ${state.tier}, level ${state.level ?? 'unset'}`,
      `Owner: ${state.owner ?? `none, in the queue ${state.queue}`}`,
      `Next: **${purposeOf(next)}** at ${instant(next.at)} (policy ${state.plan.policy.name} v${state.plan.policy.version})`,
      ['| clock | state | due | why |', '| --- | --- | --- | --- |', ...clocks].join('\n'),
      ['Last events:', ...this.lines.map((line) => `- ${line}`)].join('\n'),
    ].join('\n\n');
  }
}
