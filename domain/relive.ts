import type { CaseEvent, CaseState } from './case.ts';
import type { OpenCase } from './open-case.ts';
import type { Outlet } from './channels.ts';
import { withinReach } from './clocks.ts';
import { takeIn } from './decide.ts';
import { rejectionOf, rule } from './judge.ts';
import { newsOf, telling } from './news.ts';
import { openedAs } from './opening.ts';
import type { CaseRecord } from './record.ts';
import { type OpenPlan, pass, planAgain } from './planning.ts';
import { byCause, planned } from './retelling.ts';
import type { Watch } from './step.ts';

/** A case that was lived again. */
export interface Relived {
  readonly state: CaseState;
  /** As they would have been; a case told again from them is in this state. */
  readonly events: readonly CaseEvent[];
}

/** Ways that the customer told later; the survey was sent by them. */
function reachOf(open: OpenCase, events: readonly CaseEvent[]): readonly Outlet[] {
  const later = events.flatMap((event) => (event.type === 'surveyQueued' ? [event.outlet] : []));
  return [...new Set([...open.reach, ...later])];
}

/** What one cause does now. What no rule decides, and arrivals of sends, happen as they did. */
async function happenAgain(record: CaseRecord, events: readonly CaseEvent[], openPlan: OpenPlan): Promise<void> {
  const news = newsOf(events);
  if (news && 'fact' in news) {
    await planAgain(record, news.fact, openPlan);
    takeIn(record, news.fact);
  } else if (news) {
    // refused where the case has come to stand otherwise: closed by then, for example
    if (rejectionOf(record.state, news.verdict)) return;
    await planAgain(record, news.verdict, openPlan);
    rule(record, news.verdict, news.id);
  } else {
    const { cause } = events[0] ?? {};
    record.state = await planned(record.state, events, openPlan);
    const add = (): void => {
      for (const event of events) record.add(event.at, event.by, event);
    };
    if (cause === undefined) add();
    else record.because(cause, add);
  }
}

/** Deadlines and what follows from them are decided again. */
const isOfRules = ({ cause, by }: CaseEvent): boolean => cause === undefined && by === 'policy';

/** Whether the case opens under another version of the policy than it did: then no other is applied to it later. */
const isTried = ({ plan }: CaseState, [first]: readonly CaseEvent[]): boolean =>
  first?.type === 'opened' && first.policyVersion !== plan.policy.version;

/**
 * A case lived again up to an instant, under the plans of `openPlan`: what customers, agents and carriers did at the
 * instants at which it counted, and every deadline in between as those plans have it. Under its own plans a case that
 * was never late to be told comes out as it was.
 */
export async function relived(
  open: OpenCase,
  events: readonly CaseEvent[],
  openPlan: OpenPlan,
  until: number,
  watch?: Watch,
): Promise<Relived> {
  const record = await openedAs({ open: { ...open, reach: reachOf(open, events) } }, openPlan, watch);
  const tried = isTried(record.state, events);
  const causes = byCause(
    events.slice(1).filter((event) => !isOfRules(event) && !(tried && event.type === 'policySet')),
  );
  const at = (group: readonly CaseEvent[]): number => telling(group)?.at ?? 0;
  for (const group of causes.sort((a, b) => at(a) - at(b))) {
    if (at(group) > until) break;
    await pass(record, at(group), openPlan);
    await happenAgain(record, group, openPlan);
  }
  await pass(record, until, openPlan);
  return { state: withinReach(record.state), events: record.events };
}
