import { ApplicationFailure, condition, setHandler } from '@temporalio/workflow';
import { byAcceptance, type Fact, type Rejection, type Verdict } from '../domain/facts.ts';
import { CASE_FACTS, type Ruled, VERDICTS } from './messages.ts';

/** A verdict in the line, and what came of it. */
export interface Asked {
  readonly verdict: Verdict;
  answer?: Ruled | Rejection;
}

const refusal = (rejection: Rejection): ApplicationFailure => ApplicationFailure.nonRetryable(rejection, rejection);

/**
 * What a case has been told and asked and has not yet taken in. Handlers only put it down here; the turn alone decides
 * and writes, so that no two things ever happen to a case at once.
 */
export class Inbox {
  private facts: Fact[] = [];
  private asked: Asked[] = [];
  /** Refuses a verdict at the door, before it costs an event. */
  refuse: (verdict: Verdict) => Rejection | null = () => null;

  /** To be made before the first await: a message may already be waiting. */
  constructor() {
    for (const fact of Object.values(CASE_FACTS)) {
      setHandler(fact, (news: Fact) => {
        this.facts.push(news);
      });
    }
    const validator = (verdict: Verdict): void => {
      const rejection = this.refuse(verdict);
      if (rejection) throw refusal(rejection);
    };
    for (const verdict of Object.values(VERDICTS)) {
      setHandler(verdict, (asked: Verdict) => this.answerTo(asked), { validator });
    }
  }

  private async answerTo(verdict: Verdict): Promise<Ruled> {
    const item: Asked = { verdict };
    this.asked.push(item);
    await condition(() => item.answer !== undefined);
    if (typeof item.answer === 'object') return item.answer;
    throw refusal(item.answer ?? 'case_closed');
  }

  get isEmpty(): boolean {
    return this.facts.length === 0 && this.asked.length === 0;
  }

  /** The facts, in the order in which they were accepted: that decides, not the order of arrival. */
  takeFacts(): Fact[] {
    return this.facts.splice(0).sort(byAcceptance);
  }

  takeAsked(): Asked[] {
    return this.asked.splice(0);
  }
}
