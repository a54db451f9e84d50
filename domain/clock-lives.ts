import type { CaseEvent } from './case.ts';
import { type Clock, isLive } from './clocks.ts';
import type { ClockName, Plan } from './policy.ts';
import type { Step } from './step.ts';

/**
 * What an event did to a clock. `moved`: due at another instant, without a pause; `voided`: what met it does not count,
 * and another of its name runs from the question again.
 */
type Did =
  | 'started'
  | 'paused'
  | 'resumed'
  | 'moved'
  | 'extended'
  | 'voided'
  | 'warned'
  | 'breached'
  | 'withdrawn'
  | 'told'
  | 'met'
  | 'cancelled';

interface Cause {
  readonly seq: number;
  readonly event: CaseEvent;
}

export interface Mark extends Cause {
  readonly did: Did;
}

/** A clock from its start to its end, or as it now is. */
export interface ClockLife {
  readonly clock: Clock;
  /** The plan under which it ran last. */
  readonly plan: Plan;
  readonly marks: readonly Mark[];
  /** The clock that took its place. */
  readonly supersededBy: ClockName | null;
}

const known = (clocks: readonly Clock[], { name, startedBy }: Clock): Clock | undefined =>
  clocks.find((clock) => clock.name === name && clock.startedBy === startedBy);

/** By another rule, also while it stands still, or by another date. */
const isMoved = (before: Clock, after: Clock): boolean =>
  after.pauses.length === before.pauses.length &&
  (after.dueAt !== before.dueAt || after.rule.seconds !== before.rule.seconds);

/** What became of a clock in one step; it is gone when another of its name was started. */
function deeds(before: Clock | undefined, after: Clock | undefined, { type }: CaseEvent): Did[] {
  if (!before) return ['started'];
  if (!after) return isLive(before) ? ['cancelled'] : type === 'botMissed' ? ['voided'] : [];
  const did: Did[] = [];
  if (after.warned > before.warned) did.push('warned');
  if (after.told > before.told) did.push('told');
  if (after.breachedAt !== null && before.breachedAt === null) did.push('breached');
  if (after.breachedAt === null && before.breachedAt !== null) did.push('withdrawn');
  if (after.state !== before.state) {
    if (after.state === 'met' || after.state === 'cancelled') did.push(after.state);
    else did.push(after.state === 'paused' ? 'paused' : 'resumed');
  }
  if (after.extendedBy !== before.extendedBy) did.push('extended');
  else if (isMoved(before, after)) did.push('moved');
  return did;
}

/** The clock that was started when another was cancelled, where it stands for the same promise. */
function superseding(name: ClockName, started: readonly Clock[]): ClockName | null {
  return started.find((clock) => clock.name === name || clock.name === 'plan')?.name ?? null;
}

/** All clocks that a case has had, also those that it has no more, gathered while it is told again. */
export class ClockLives {
  private readonly lives = new Map<string, ClockLife>();
  /** The newest merge: it is why the case closes next. */
  private merge: Cause | null = null;

  /** In the order in which they were started. */
  get all(): ClockLife[] {
    return [...this.lives.values()];
  }

  readonly watch = ({ seq, event, before, after }: Step): void => {
    if (event.type === 'merged') this.merge = { seq, event };
    const cause = event.type === 'closed' && event.how === 'merged' && this.merge ? this.merge : { seq, event };
    const clocks = [...before.clocks, ...after.clocks.filter((clock) => !known(before.clocks, clock))];
    const started = after.clocks.filter((clock) => !known(before.clocks, clock));
    for (const clock of clocks) {
      const [was, is] = [known(before.clocks, clock), known(after.clocks, clock)];
      const did = deeds(was, is, event);
      const ended: Clock = is ?? (isLive(clock) ? { ...clock, state: 'cancelled', stoppedAt: event.at } : clock);
      const key = `${clock.name} ${clock.startedBy}`;
      const life = this.lives.get(key);
      this.lives.set(key, {
        clock: ended,
        plan: is && isLive(is) ? after.plan : (life?.plan ?? after.plan),
        marks: [...(life?.marks ?? []), ...did.map((one): Mark => ({ did: one, ...cause }))],
        supersededBy:
          did.includes('cancelled') || did.includes('voided')
            ? superseding(clock.name, started)
            : (life?.supersededBy ?? null),
      });
    }
  };
}
