import { applyEvent } from './apply.ts';
import type { Actor, CaseEvent, CaseState } from './case.ts';

/** An event without its instant and its actor. */
export type EventBody = CaseEvent extends infer E ? (E extends CaseEvent ? Omit<E, 'at' | 'by'> : never) : never;

/** Events as they are decided, each applied at once, so that the next decision sees it. */
export class CaseRecord {
  readonly events: CaseEvent[] = [];
  state: CaseState;

  constructor(state: CaseState) {
    this.state = state;
  }

  add(at: number, by: Actor, body: EventBody): void {
    const event = { at, by, ...body } as CaseEvent;
    this.state = applyEvent(this.state, event);
    this.events.push(event);
  }
}
