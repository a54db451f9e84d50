import { applyEvent, sawFact } from './apply.ts';
import type { Actor, CaseEvent, CaseState } from './case.ts';
import { movedClocks } from './case-clocks.ts';
import type { Watch } from './step.ts';

/** An event without its instant, its actor and its cause. */
type EventBody = CaseEvent extends infer E ? (E extends CaseEvent ? Omit<E, 'at' | 'by' | 'cause'> : never) : never;

/** An event that says which clocks it moved. */
type PlanChange = Extract<EventBody, { readonly moved?: unknown }>;

/** Events as they are decided, each applied at once, so that the next decision sees it. */
export class CaseRecord {
  readonly events: CaseEvent[] = [];
  /** The case as it was when the record began. */
  readonly before: CaseState;
  state: CaseState;
  private cause: string | null = null;
  private readonly watch: Watch | undefined;

  constructor(state: CaseState, watch?: Watch) {
    this.watch = watch;
    this.before = state;
    this.state = state;
  }

  /** What is added now follows from a fact or a verdict, which has been taken in by that. */
  because(cause: string, decide: () => void): void {
    this.state = sawFact(this.state, cause);
    this.cause = cause;
    decide();
    this.cause = null;
  }

  add(at: number, by: Actor, body: EventBody): void {
    const event = this.eventOf(at, by, body);
    const before = this.state;
    this.state = applyEvent(before, event);
    this.events.push(event);
    this.watch?.({ seq: this.state.version, event, before, after: this.state });
  }

  /** Adds a change of plan together with what it does to the clocks. */
  addChange(at: number, by: Actor, body: PlanChange): void {
    const after = applyEvent(this.state, this.eventOf(at, by, body));
    const moved = movedClocks(this.state.clocks, after.clocks);
    this.add(at, by, moved.length === 0 ? body : { ...body, moved });
  }

  private eventOf(at: number, by: Actor, body: EventBody): CaseEvent {
    return { at, by, ...(this.cause === null ? {} : { cause: this.cause }), ...body };
  }
}
