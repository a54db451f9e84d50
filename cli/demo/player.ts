import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Board } from './board.ts';
import { type ApiClient, Refused } from './client.ts';
import type { Script, Step } from './script.ts';
import { nextStep } from './steps.ts';
import { isOver, type Seen } from './story.ts';
import { Accepted, EventView, listOf } from './views.ts';
import { moveWorkOrder } from './work-orders.ts';

/** What plays a case works with. */
export interface Stage {
  readonly client: ApiClient;
  readonly board: Board;
  readonly run: string;
  /** Told what the API refused although it should not have. */
  onFault(fault: string): void;
}

/** The end of a case is no event: somebody has to look at the clock. */
const LOOK_AGAIN_MS = 2_000;
/** What was accepted shows in the case within this, even on a machine that is far behind. */
const SEEN_WITHIN_MS = 60_000;

/** Refusals that only say that somebody, or this demo before, was quicker. */
const SETTLED = [
  'case_closed',
  'case_resolved',
  'desk_conflict',
  'survey_answered',
  'survey_expired',
  'level_not_three',
  'no_decision_due',
  'no_approval_due',
  'result_told',
  'evidence_asked',
  'measure_not_approved',
  'work_order_ended',
];

/** Everything of a list, page by page. */
export async function readAll<T extends z.ZodType>(client: ApiClient, path: string, item: T): Promise<z.infer<T>[]> {
  const all: z.infer<T>[] = [];
  let cursor: string | null | undefined;
  do {
    const page = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
    const answer = await client.get(`${path}?limit=200${page}`, listOf(item));
    all.push(...answer.items);
    cursor = answer.nextCursor;
  } while (cursor);
  return all;
}

/**
 * Does one step; true when the case is still to take it in. The key follows from what is said: a run that goes on
 * repeats it, another date is another request.
 */
export async function act(
  stage: Stage,
  caseId: string,
  step: Pick<Step, 'id' | 'path' | 'body' | 'workOrder'>,
): Promise<boolean> {
  const said = createHash('sha256').update(JSON.stringify(step.body)).digest('hex').slice(0, 12);
  try {
    if (step.workOrder) return await moveWorkOrder(stage.client, caseId, step.workOrder);
    const key = `${stage.run}-${caseId}-${step.id}-${said}`;
    const answer = await stage.client.post(`/v1/cases/${caseId}/${step.path}`, key, step.body, Accepted);
    return answer.duplicate === false;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (!SETTLED.includes(error.code)) stage.onFault(error.message);
    return false;
  }
}

/** What was accepted and is not seen in the case yet: until then nothing of it is over. */
class Unseen {
  readonly #client: ApiClient;
  #version = -1;
  #until = 0;

  constructor(client: ApiClient) {
    this.#client = client;
  }

  expectAfter(version: number): void {
    this.#version = version;
    this.#until = this.#now() + SEEN_WITHIN_MS;
  }

  /** False too when it has been waited for long enough: an answer that was stored before a restart is given again. */
  isDue(version: number): boolean {
    return version <= this.#version && this.#now() < this.#until;
  }

  /** Time in which the API is away does not pass. */
  #now(): number {
    return Date.now() - this.#client.awayMs();
  }
}

/** Plays agent, supervisor and customer of one case until nothing is left to do. */
export async function play(stage: Stage, caseId: string, script: Script, done = new Set<string>()): Promise<void> {
  const { board, client, run } = stage;
  const dueAt = new Map<string, number>();
  const unseen = new Unseen(client);
  let seen: Seen | undefined;
  for (;;) {
    const view = board.view(caseId);
    if (view && seen?.view.version !== view.version) {
      const events = await readAll(client, `/v1/cases/${caseId}/events`, EventView);
      // the list and the events are two answers: what came between them is for the next look
      seen = { view, events: events.filter(({ seq }) => seq <= view.version) };
    }
    const version = seen?.view.version ?? -1;
    if (seen && isOver(seen, board.lookedAt) && !unseen.isDue(version)) return;
    const step = seen ? nextStep(seen, script, run, Date.now()) : null;
    if (!step || done.has(step.id)) {
      await board.changed(caseId, version, LOOK_AGAIN_MS);
      continue;
    }
    const due = dueAt.get(step.id) ?? Date.now() + step.afterMs;
    dueAt.set(step.id, due);
    if (await board.changed(caseId, version, due - Date.now())) continue;
    if (await act(stage, caseId, step)) unseen.expectAfter(version);
    done.add(step.id);
  }
}
