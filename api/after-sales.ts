/** Reviews of after-sales requests, one by one and of many at once. */
import type { z } from 'zod';
import { dayCountOf } from '../calendars/day-count.ts';
import { withTimeFacts } from '../domain/after-sales/days.ts';
import type { AfterSalesFacts } from '../domain/after-sales/facts.ts';
import type { AfterSalesDocument } from '../domain/after-sales/policy.ts';
import { review, type Review } from '../domain/after-sales/review.ts';
import type {
  AfterSalesBackTestGiven,
  AfterSalesBackTestShown,
  FactsGiven,
  ReviewView,
} from './after-sales-schemas.ts';
import { csvOf } from './csv.ts';
import { yuanOf } from './money.ts';

/** What a policy says to a request, as of when it was made. @param zone of the shop */
export function reviewGiven(policy: AfterSalesDocument, given: FactsGiven, zone: string): Review {
  const at = given.request.requestedAt ?? Date.now();
  const { order } = given;
  const instants = [order?.pickedUpAt, order?.signedAt, order?.paidAt].filter((one) => typeof one === 'number');
  const facts = given as AfterSalesFacts;
  return review(policy, withTimeFacts(facts, at, dayCountOf(zone, Math.min(at, ...instants), at)));
}

/** A review as it is shown: sums as decimals. */
export function shownReview({ grant, ...said }: Review): z.output<typeof ReviewView> {
  if (!grant) return said as z.output<typeof ReviewView>;
  const { compensation, ...rest } = grant;
  const amount = compensation?.cents === undefined ? {} : { amount: yuanOf(compensation.cents) };
  return {
    ...(said as z.output<typeof ReviewView>),
    grant: { ...rest, ...(compensation ? { compensation: { kind: compensation.kind, ...amount } } : {}) },
  };
}

interface Tried {
  readonly tried: AfterSalesDocument;
  readonly against: AfterSalesDocument;
  readonly zone: string;
}

/** What would change: against the verdict expected of a request, else against another policy. */
export function afterSalesBackTest(
  requests: AfterSalesBackTestGiven['requests'],
  { tried, against, zone }: Tried,
): AfterSalesBackTestShown {
  const counts = new Map<string, { before: number; after: number }>();
  const counted = (rules: readonly string[], side: 'before' | 'after'): void => {
    for (const rule of rules) {
      const count = counts.get(rule) ?? { before: 0, after: 0 };
      counts.set(rule, { ...count, [side]: count[side] + 1 });
    }
  };
  const items = requests.flatMap(({ id, expected, ...given }) => {
    const [before, after] = [reviewGiven(against, given, zone), reviewGiven(tried, given, zone)];
    counted(before.rules, 'before');
    counted(after.rules, 'after');
    const was = expected ? { decision: expected } : { decision: before.decision, rules: [...before.rules] };
    if (was.decision === after.decision) return [];
    const would = { decision: after.decision, rules: [...after.rules] };
    return [{ id, requestType: given.requestType, was, would }];
  });
  const rules = [...counts].map(([rule, count]) => ({ rule, ...count }));
  return {
    looked: requests.length,
    changed: items.length,
    rules: rules.sort((a, b) => (a.rule < b.rule ? -1 : 1)),
    items,
  };
}

const HEADS = ['id', 'request_type', 'decision_before', 'rules_before', 'decision_after', 'rules_after'];

/** Every request of which the verdict changes, as CSV with a line of heads. */
export function changedVerdictsCsv(items: AfterSalesBackTestShown['items']): string {
  const lines = items.map(({ id, requestType, was, would }) => [
    id,
    requestType,
    was.decision,
    was.rules?.join(' ') ?? null,
    would.decision,
    would.rules.join(' '),
  ]);
  return `${csvOf([HEADS, ...lines])}\r\n`;
}
