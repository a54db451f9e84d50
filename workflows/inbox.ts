import { ApplicationFailure, condition, currentUpdateInfo, setHandler } from '@temporalio/workflow';
import { byAcceptance, type Fact, type Rejection, type Verdict } from '../domain/facts.ts';
import type { ErrandFact } from '../domain/kinds/after-sales/events.ts';
import { CASE_FACTS, type Ruled, VERDICTS } from './messages.ts';

/** A verdict in the line, and what came of it. */
export interface Asked {
  /** The same for every repetition by the one who asks. */
  readonly id: string;
  readonly verdict: Verdict;
  answer?: Ruled | Rejection;
}

/** What an errand has brought. */
export type Heard = ErrandFact & { readonly factId: string };

/** Facts and verdicts of one turn in the order in which they were accepted, facts first where they are of one instant. */
export function inTurn(facts: readonly Fact[], asked: readonly Asked[]): (Fact | Asked)[] {
  const acceptedAt = (news: Fact | Asked): number => ('verdict' in news ? news.verdict : news).acceptedAt;
  return [...facts, ...asked].sort((a, b) => acceptedAt(a) - acceptedAt(b));
}

/** Says as of which version of the case: whoever knows a newer one asks again. */
const refusal = (rejection: Rejection, version: number): ApplicationFailure =>
  ApplicationFailure.nonRetryable(rejection, rejection, { version });

function verdictId(): string {
  const update = currentUpdateInfo();
  if (!update) throw new Error('verdicts are asked for by updates');
  return update.id;
}

/**
 * What a case has been told and asked and has not yet taken in. Handlers only put it down here; the turn alone decides
 * and writes, so that no two things ever happen to a case at once.
 */
export class Inbox {
  private facts: (Fact | Heard)[] = [];
  private asked: Asked[] = [];
  /** Refuses a verdict at the door, before it costs an event. */
  refuse: (verdict: Verdict, id: string) => Rejection | null = () => null;
  /** Of the case as it decides. */
  version: () => number = () => 0;

  /** To be made before the first await: a message may already be waiting. */
  constructor() {
    for (const fact of Object.values(CASE_FACTS)) {
      setHandler(fact, (news: Fact) => {
        this.facts.push(news);
      });
    }
    const validator = (verdict: Verdict): void => {
      const rejection = this.refuse(verdict, verdictId());
      if (rejection) throw refusal(rejection, this.version());
    };
    for (const verdict of Object.values(VERDICTS)) {
      setHandler(verdict, (asked: Verdict) => this.answerTo(asked), { validator });
    }
  }

  /** Takes what the case itself has asked for: it is of the instant of the turn that takes it in. */
  tell(fact: Heard): void {
    this.facts.push(fact);
  }

  private async answerTo(verdict: Verdict): Promise<Ruled> {
    const item: Asked = { id: verdictId(), verdict };
    this.asked.push(item);
    await condition(() => item.answer !== undefined);
    if (typeof item.answer === 'object') return item.answer;
    throw refusal(item.answer ?? 'case_closed', this.version());
  }

  get isEmpty(): boolean {
    return this.facts.length === 0 && this.asked.length === 0;
  }

  /** All of it; the facts in the order in which they were accepted: that decides, not the order of arrival. */
  take(now: number): { readonly facts: Fact[]; readonly asked: Asked[] } {
    const facts = this.facts.splice(0).map((fact) => ({ acceptedAt: now, ...fact }));
    return { facts: facts.sort(byAcceptance), asked: this.asked.splice(0) };
  }

  /** What was not seen goes back into the line, before what has come since. */
  putBack(facts: readonly Fact[], asked: readonly Asked[], seen: readonly string[]): void {
    this.facts.unshift(...facts.filter(({ factId }) => !seen.includes(factId)));
    this.asked.unshift(...asked.filter(({ id, answer }) => !answer && !seen.includes(id)));
  }
}
