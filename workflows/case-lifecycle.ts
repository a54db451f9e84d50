import { allHandlersFinished, condition, setHandler } from '@temporalio/workflow';
import { adopted } from '../domain/adopt.ts';
import type { CaseState } from '../domain/case.ts';
import { takeIn } from '../domain/decide.ts';
import { isOver, nextDeadline } from '../domain/deadlines.ts';
import { digestOf } from '../domain/digest.ts';
import type { Fact } from '../domain/facts.ts';
import { rejectionOf, rule } from '../domain/judge.ts';
import { openedAs } from '../domain/opening.ts';
import { pass, planAgain, withinHorizon } from '../domain/planning.ts';
import { CaseRecord } from '../domain/record.ts';
import { Alarm } from './alarm.ts';
import { Errands } from './errands.ts';
import { type Asked, Inbox, inTurn } from './inbox.ts';
import { type CaseInput, caseState } from './messages.ts';
import { OperatorView, purposeOf } from './operator-view.ts';
import type { Appended } from './ports.ts';
import { reasonToRenew, renewed } from './renewal.ts';
import { type SteadyWrites, steadyWrites } from './steady-writes.ts';
import { TurnClock } from './turn-clock.ts';

/**
 * A case of any kind, alive: it takes in what it is told and keeps its deadlines, one turn after another. A turn waits
 * for a fact, a verdict or the next deadline; decides, in `domain/`; stores what was decided; and shows it to operators.
 */
export class LivingCase {
  private readonly inbox: Inbox;
  private readonly writes: SteadyWrites;
  private readonly clock = new TurnClock();
  private readonly alarm = new Alarm();
  private readonly view: OperatorView;
  private readonly errands: Errands;
  private state: CaseState;
  /** The opening, until the first turn stores it together with the first message. */
  private opening: CaseRecord | null;
  /** Sends that have arrived, to be written down with the next events. */
  private arrived: Appended['delivered'] = [];

  private constructor(inbox: Inbox, writes: SteadyWrites, opening: CaseRecord) {
    this.inbox = inbox;
    this.writes = writes;
    this.opening = opening;
    this.state = opening.state;
    this.view = new OperatorView(opening.events.length > 0 ? opening.state : null);
    this.errands = new Errands(inbox);
    if (opening.events.length === 0) this.errands.send(opening.state);
    inbox.version = () => this.state.version;
    inbox.refuse = (verdict, id) => (this.state.seen.includes(id) ? null : rejectionOf(this.state, verdict));
    setHandler(caseState, () => this.state);
  }

  /** Opens a case under its plan, or goes on with one that an earlier run carried over. */
  static async open(input: CaseInput): Promise<LivingCase> {
    const inbox = new Inbox();
    const writes = steadyWrites();
    return new LivingCase(inbox, writes, await openedAs(input, writes.openPlan));
  }

  /** Lives on until the case has become what is asked for. */
  async until(reached: (state: CaseState) => boolean): Promise<void> {
    while (!reached(this.state)) {
      await this.turn();
      await this.renew();
    }
  }

  /** Lives on while the case is closed: true at its end, false when it was opened again before. */
  async untilOver(): Promise<boolean> {
    await this.until((state) => state.status !== 'closed' || (isOver(state, this.clock.now) && this.isQuiet()));
    return this.state.status === 'closed';
  }

  private async turn(): Promise<void> {
    const record = this.opening ?? new CaseRecord(this.state);
    if (!this.opening) await this.woken();
    this.opening = null;
    const { facts, asked } = this.inbox.take(this.clock.now);
    for (const news of inTurn(facts, asked))
      await ('verdict' in news ? this.judge(record, news) : this.takeIn(record, news));
    await pass(record, this.clock.now, this.writes.openPlan);
    // last, so that an arrival is no change that a verdict had not seen
    for (const { seq, at } of this.arrived) record.add(at, 'system', { type: 'delivered', of: seq });
    this.arrived = [];
    record.state = await withinHorizon(record.state, this.writes.openPlan);

    const overtaken = await this.store(record, facts);
    if (overtaken) this.inbox.putBack(facts, asked, overtaken);
    for (const item of asked)
      if (!overtaken || overtaken.includes(item.id)) item.answer ??= { version: this.state.version };
  }

  /** Waits for a fact, a verdict, or the next deadline. */
  private async woken(): Promise<void> {
    // held up only by what is still being passed on: that wakes the case, a timer would ring on and on
    if (isOver(this.state, this.clock.now)) return this.clock.waitUntil(() => !this.inbox.isEmpty || this.isQuiet());
    const deadline = nextDeadline(this.state);
    this.alarm.set(deadline.at, Date.now(), purposeOf(deadline));
    await this.clock.waitUntil(() => !this.inbox.isEmpty || this.alarm.rang);
  }

  private async takeIn(record: CaseRecord, fact: Fact): Promise<void> {
    await planAgain(record, fact, this.writes.openPlan);
    takeIn(record, fact);
  }

  /** Judged again in its turn: what was allowed at the door may have been overtaken by a deadline. */
  private async judge(record: CaseRecord, item: Asked): Promise<void> {
    if (record.state.seen.includes(item.id)) return;
    await pass(record, item.verdict.acceptedAt, this.writes.openPlan);
    const rejection = rejectionOf(record.state, item.verdict);
    if (rejection) item.answer = rejection;
    else {
      await planAgain(record, item.verdict, this.writes.openPlan);
      rule(record, item.verdict, item.id);
    }
  }

  /**
   * Stores what was decided; a replay that decides otherwise must not go on beside its rows. What a lost task has stored
   * before stands instead: then the causes it had taken in are told, and the others are decided again.
   */
  private async store({ before, state, events }: CaseRecord, facts: readonly Fact[]): Promise<string[] | null> {
    this.state = state;
    if (events.length === 0) return null;
    const batch = { caseId: state.caseId, fromSeq: before.version + 1, events, state };
    const { digest, instead, lines, delivered, storedAt } = await this.writes.append(batch);
    if (digest !== digestOf(events)) throw new Error(`events from ${batch.fromSeq} were stored otherwise`);
    if (instead) this.state = await adopted(before, instead, facts, this.writes.openPlan);
    this.arrived = delivered;
    this.alarm.isLaterThan(storedAt);
    this.view.show(this.state, lines);
    this.errands.send(this.state, instead ?? events);
    return instead ? [...this.state.seen, ...instead.flatMap(({ cause }) => cause ?? [])] : null;
  }

  private isQuiet(): boolean {
    return this.inbox.isEmpty && this.errands.isDone && allHandlersFinished();
  }

  /** Between two turns a case of another kind goes on as such, and a long history is left behind; all is carried over. */
  private async renew(): Promise<void> {
    const reason = reasonToRenew(this.state);
    // whoever said that it is of another kind is answered first
    if (reason === 'kind') await condition(() => allHandlersFinished() || !this.inbox.isEmpty);
    if (reason === null || !this.isQuiet()) return;
    this.alarm.clear();
    await renewed(this.state);
  }
}
