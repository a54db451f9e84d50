import { defineSearchAttributeKey, type SearchAttributePair } from '@temporalio/common';
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { CaseState } from '../domain/case.ts';
import { readingOf } from '../domain/clocks.ts';
import { type Deadline, nextDeadline } from '../domain/deadlines.ts';
import { complaintLine } from '../domain/kinds/complaint/lines.ts';
import { SEARCH_ATTRIBUTES } from '../domain/search-attributes.ts';
import { whyDue } from '../domain/why.ts';

/** A value under its search attribute's key. */
function found(name: keyof typeof SEARCH_ATTRIBUTES, value: string | boolean | Date): SearchAttributePair {
  return { key: defineSearchAttributeKey(name, SEARCH_ATTRIBUTES[name]), value } as SearchAttributePair;
}

const LAST_EVENTS = 5;
/** Owner of a case in the queue, so that those can be searched for too. */
const NOBODY = 'nobody';

const instant = (at: number): string => new Date(at).toISOString().replace('T', ' ').slice(0, 19) + 'Z';

/** What a deadline is, for a timer's name: `answer breach`, `confirmation-reminder`. */
export const purposeOf = (deadline: Deadline): string =>
  'clock' in deadline ? `${deadline.clock} ${deadline.what}` : deadline.what;

/** What a case is found by, but for its next deadline. */
const attributesOf = (state: CaseState): SearchAttributePair[] => [
  found('CaseKind', state.kind),
  found('CaseStatus', state.status),
  found('Shop', state.shop),
  found('Channel', state.channel),
  found('Tier', state.tier),
  found('Owner', state.owner ?? NOBODY),
  found('Queue', state.queue),
  found('CustomerRef', state.customer),
  found(
    'Breached',
    state.clocks.some((clock) => clock.breachedAt !== null),
  ),
];

/** What operators see of a case in the Temporal UI: search attributes, and a page of details without personal words. */
export class OperatorView {
  private found: readonly SearchAttributePair[];
  private readonly lines: string[] = [];

  /** @param opening the case as intake has just started it, with its search attributes; null for one carried over */
  constructor(opening: CaseState | null) {
    this.found = opening ? attributesOf(opening).filter(({ key }) => key.name !== 'Owner') : [];
  }

  /** Adds the newest event lines and shows the case as it stands. */
  show(state: CaseState, news: readonly string[]): void {
    this.lines.push(...news);
    this.lines.splice(0, this.lines.length - LAST_EVENTS);
    this.find(state);
    setCurrentDetails(this.details(state));
  }

  /** One upsert, and only when more than the next deadline has changed: each costs an event and visibility work. */
  private find(state: CaseState): void {
    const pairs = attributesOf(state);
    const changed = pairs.filter(
      ({ key, value }) => !this.found.some((one) => one.key.name === key.name && one.value === value),
    );
    if (changed.length === 0) return;
    this.found = pairs;
    upsertSearchAttributes([...changed, found('NextDueAt', new Date(nextDeadline(state).at))]);
  }

  private details(state: CaseState): string {
    const next = nextDeadline(state);
    const complaint = complaintLine(state);
    const how = state.closedHow === null ? '' : ` (${state.closedHow})`;
    const clocks = state.clocks.map(
      (clock) =>
        `| ${clock.name} | ${readingOf(clock)} | ${instant(clock.dueAt)} | ${whyDue(state.plan, clock, instant)} |`,
    );
    return [
      `**${state.kind} · ${state.status}${how}** by ${state.channel}, ${state.tier}, level ${state.level ?? 'unset'}`,
      ...(complaint === null ? [] : [`Complaint: ${complaint}`]),
      `Owner: ${state.owner ?? `none, in the queue ${state.queue}`}`,
      `Next: **${purposeOf(next)}** at ${instant(next.at)} (policy ${state.plan.policy.name} v${state.plan.policy.version})`,
      ['| clock | state | due | why |', '| --- | --- | --- | --- |', ...clocks].join('\n'),
      ['Last events:', ...this.lines.map((line) => `- ${line}`)].join('\n'),
    ].join('\n\n');
  }
}
