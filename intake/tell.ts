import { isGrpcServiceError } from '@temporalio/client';
import type { Knex } from 'knex';
import { casesBehind, findFact, markTold, type StoredFact, untoldFacts, wasTakenIn } from '../store/facts.ts';
import { TemporalUnavailable } from './errors.ts';
import { inTurn } from './in-turn.ts';
import { moveToLinkedCase } from './link.ts';
import { type CasesIn, tellFact } from './signals.ts';

/** Facts that went to another case, by id: their own had ended. */
type Moved = ReadonlyMap<number, string>;

export interface Teller {
  /**
   * Tells a case's workflow everything that it has not been told, oldest first.
   * @param only the one untold fact, when the caller knows that there is no other
   * @throws TemporalUnavailable
   */
  readonly tellCase: (caseId: string, only?: StoredFact) => Promise<Moved>;
  readonly tell: (factId: string) => Promise<void>;
  readonly link: (caseId: string, factId: string) => Promise<string>;
  readonly sweep: (olderThanMs: number) => Promise<number>;
}

interface Deps extends CasesIn {
  readonly db: Knex;
  readonly tellWithinMs: number;
}

const CASES_PER_SWEEP = 1000;
const CASES_AT_ONCE = 8;

/** Tells Temporal what is stored. Every promise of it may be kept twice. */
export function createTeller({ db, tellWithinMs, ...cases }: Deps): Teller {
  const turn = inTurn(async (caseId) => tellInOrder(await untoldFacts(db, caseId)));
  const tellCase: Teller['tellCase'] = (caseId, only) => turn(caseId, only && (() => tellInOrder([only])));

  /** Stops at the first fact that Temporal does not take: a later one must not overtake it. */
  async function tellInOrder(untold: readonly StoredFact[]): Promise<Moved> {
    const deadline = Date.now() + tellWithinMs;
    const told: number[] = [];
    const moved = new Map<number, string>();
    try {
      for (const stored of untold) {
        const outcome = await tellFact(cases, stored, deadline);
        const to = outcome === 'taken' ? stored.caseId : await afterItsEnd(db, stored);
        if (to === stored.caseId) told.push(stored.id);
        else moved.set(stored.id, to);
      }
    } finally {
      // Both are done, stored and told: a note that is lost costs one more telling by the sweep, not a false 503.
      await markTold(db, told).catch(() => undefined);
    }
    for (const to of new Set(moved.values())) await tellCase(to);
    return moved;
  }

  return {
    tellCase,
    async tell(factId) {
      const found = await findFact(db, factId);
      if (found && !found.told) await tellCase(found.caseId);
    },
    async link(caseId, factId) {
      const to = await moveToLinkedCase(db, caseId, factId);
      if (to !== caseId) await tellCase(to);
      return to;
    },
    sweep: (olderThanMs) => sweep(db, tellCase, olderThanMs),
  };
}

/** The case's run has ended: it either took the fact in before, and only the note of it was lost, or never will. */
async function afterItsEnd(db: Knex, { caseId, fact }: StoredFact): Promise<string> {
  return (await wasTakenIn(db, caseId, fact)) ? caseId : moveToLinkedCase(db, caseId, fact.factId);
}

/** Goes through the cases that wait longest, a few at a time, until Temporal is seen to be away. */
async function sweep(db: Knex, tellCase: Teller['tellCase'], olderThanMs: number): Promise<number> {
  const behind = await casesBehind(db, olderThanMs, CASES_PER_SWEEP);
  let told = 0;
  for (let from = 0; from < behind.length; from += CASES_AT_ONCE) {
    const some = await Promise.allSettled(behind.slice(from, from + CASES_AT_ONCE).map((caseId) => tellCase(caseId)));
    told += some.filter(({ status }) => status === 'fulfilled').length;
    if (some.some((one) => one.status === 'rejected' && isAway(one.reason))) break;
  }
  return told;
}

// gRPC's numbers for "too late" and "not there"
const DEADLINE_EXCEEDED = 4;
const UNAVAILABLE = 14;

/** The next case would only wait as long; a fact that Temporal refuses holds up no case but its own. */
function isAway(reason: unknown): boolean {
  if (!(reason instanceof TemporalUnavailable) || !(reason.cause instanceof Error)) return false;
  const { cause } = reason.cause;
  return isGrpcServiceError(cause) && [DEADLINE_EXCEEDED, UNAVAILABLE].includes(cause.code);
}
