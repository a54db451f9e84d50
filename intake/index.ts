import type { Client } from '@temporalio/client';
import type { Knex } from 'knex';
import type { VisitOutcome } from '../domain/kinds/complaint/codes.ts';
import type { SurveyAnswer } from '../store/surveys.ts';
import {
  takeApplication,
  takeGoodsMove,
  takeInspection,
  takeKeptLines,
  takeMoneyArrival,
  takeOfferAnswer,
} from './after-sales.ts';
import {
  type PolicyToApply,
  takeAcknowledgement,
  takeAppeal,
  takeConfirmation,
  takeHumanRequest,
  takeNote,
  takePolicy,
  takeReply,
  takeVisit,
  takeWithdrawal,
} from './case-facts.ts';
import { type Decided, takeClaim, takeTransfer } from './desk.ts';
import type {
  Accepted,
  AgentNote,
  AgentReply,
  Assigned,
  InboundMessage,
  NewCase,
  OwnMessage,
  Received,
} from './inputs.ts';
import { type Merge, takeMerge } from './merge.ts';
import { takeMessage, takeOwnMessage, type Taken } from './receive.ts';
import { takeAnswer } from './survey.ts';
import { createTeller } from './tell.ts';
import {
  type ChangedWorkOrder,
  type OpenedWorkOrder,
  takeWorkOrder,
  takeWorkOrderChange,
  type WorkOrderTaken,
} from './work-orders.ts';

export { DeskConflict, MergeRefused, SurveyClosed, TemporalUnavailable, UnknownCase, UnknownShop } from './errors.ts';
export type { Accepted, Assigned, InboundMessage, NewCase, Received } from './inputs.ts';

/**
 * The way in. Every fact is stored in one transaction, then Temporal is told; the promise resolves when both are done.
 * Where Temporal does not take it in time `TemporalUnavailable` is thrown: a repetition, or the sweep, tells it again.
 */
export interface Intake {
  /** A message from a channel: joins the open case of its matter, or opens one. @throws UnknownShop */
  receive(input: InboundMessage): Promise<Received>;
  /** Opens a case of a stated kind; a repeated message answers with the case it has. @throws UnknownShop */
  open(input: NewCase): Promise<Received>;
  /** @throws UnknownCase, as every fact of a named case */
  customerSays(caseId: string, input: OwnMessage): Promise<Accepted>;
  /** Gives an unowned case to the agent. */
  reply(caseId: string, input: AgentReply): Promise<Accepted>;
  note(caseId: string, input: AgentNote): Promise<Accepted>;
  requestHuman(caseId: string, input: { messageId?: string | undefined }): Promise<Accepted>;
  confirm(
    caseId: string,
    input: { messageId: string; confirmed: boolean; text?: string | undefined },
  ): Promise<Accepted>;
  withdraw(caseId: string, input: { messageId?: string | undefined }): Promise<Accepted>;
  /** The customer does not accept the result. */
  appeal(caseId: string, input: { messageId: string; text?: string | undefined }): Promise<Accepted>;
  /** Somebody has asked the customer how it went. */
  visit(caseId: string, input: { agentId: string; outcome: VisitOutcome }): Promise<Accepted>;
  /** Free: taken; one's own: the same again. @throws DeskConflict */
  claim(caseId: string, input: { agentId: string }): Promise<Assigned>;
  /** To an agent, or with null back to the queue. @throws DeskConflict where `fromAgentId` is not the owner */
  transfer(caseId: string, input: { fromAgentId?: string | undefined; toAgentId: string | null }): Promise<Assigned>;
  /** A person has seen an escalation, by the number of its event. @throws UnknownEscalation */
  acknowledge(caseId: string, input: { seq: number; agentId: string }): Promise<Accepted>;
  /** The case goes on in another one. Returns the surviving case. @throws MergeRefused */
  merge(caseId: string, input: Merge): Promise<string>;
  /** Another version of its policy for a case. */
  applyPolicy(caseId: string, input: PolicyToApply): Promise<Accepted>;
  /** Opens a work order; returns its row. @throws WorkOrderRefused */
  openWorkOrder(caseId: string, input: OpenedWorkOrder): Promise<number>;
  /** Moves a work order, or changes what is said of it. @throws UnknownWorkOrder @throws WorkOrderRefused */
  changeWorkOrder(workOrder: number, input: ChangedWorkOrder): Promise<void>;
  /** The application of an after-sales request, in the place of the one before. */
  amendApplication(caseId: string, input: Parameters<typeof takeApplication>[2]): Promise<Accepted>;
  goodsMoved(caseId: string, input: Parameters<typeof takeGoodsMove>[2]): Promise<Accepted>;
  inspected(caseId: string, input: Parameters<typeof takeInspection>[2]): Promise<Accepted>;
  moneyArrived(caseId: string, input: Parameters<typeof takeMoneyArrival>[2]): Promise<Accepted>;
  answerOffer(caseId: string, accepted: boolean): Promise<Accepted>;
  keepLines(caseId: string, lines: readonly number[]): Promise<Accepted>;
  /** A survey takes one answer. @throws SurveyClosed */
  answerSurvey(caseId: string, round: number, answer: SurveyAnswer): Promise<Accepted>;
  /** Tells a stored fact, and every older one of its case that is untold. Told before: nothing. */
  tell(factId: string): Promise<void>;
  /** Tells what was stored so long ago and not told. Returns the number of cases that are told everything now. */
  sweep(olderThanMs: number): Promise<number>;
  /** Moves a fact of an ended case to a linked one and tells it; returns the case that has it now. */
  link(caseId: string, factId: string): Promise<string>;
}

interface Deps {
  readonly db: Knex;
  readonly temporal: Client;
  /** How long Temporal may take, 2.5 s unless told. */
  readonly tellWithinMs?: number;
  /** Where the workers of cases listen, `cases` unless told. */
  readonly taskQueue?: string;
  /** Base of the API, for the link that operators follow from a case. */
  readonly publicUrl?: string;
}

/** Long enough for a busy server, short enough that a caller gets its 503 within three seconds. */
const TELL_WITHIN_MS = 2500;

export function createIntake(deps: Deps): Intake {
  const { db, temporal, tellWithinMs = TELL_WITHIN_MS, taskQueue = 'cases', publicUrl } = deps;
  const teller = createTeller({ db, temporal, tellWithinMs, taskQueue, publicUrl });

  /** Tells what a transaction stored, or what an earlier one stored and could not tell. Returns the case that took it. */
  async function told({ caseId, stored, behind }: Taken | Decided): Promise<string> {
    if (!stored && !behind) return caseId;
    const moved = await teller.tellCase(caseId, behind ? undefined : stored);
    return (stored && moved.get(stored.id)) ?? caseId;
  }

  async function received(taken: Taken): Promise<Received> {
    const { joined, duplicate, message } = taken;
    if (message === undefined) throw new Error('a message was stored without a row');
    return { caseId: await told(taken), joined, messageRow: message, duplicate };
  }

  async function accepted(taken: Taken): Promise<Accepted> {
    const { message, duplicate } = taken;
    return { caseId: await told(taken), ...(message === undefined ? {} : { messageRow: message }), duplicate };
  }

  async function assigned(decided: Decided): Promise<Assigned> {
    await told(decided);
    const { caseId, agentId, assignmentVersion } = decided;
    return { caseId, agentId, assignmentVersion };
  }

  async function ordered(taken: WorkOrderTaken): Promise<number> {
    await told(taken);
    return taken.workOrder;
  }

  return {
    receive: async (input) => received(await takeMessage(db, input, { kind: 'inquiry', mayJoin: true })),
    open: async (input) =>
      received(await takeMessage(db, input, { kind: input.kind, mayJoin: false, application: input.application })),
    customerSays: async (caseId, input) => accepted(await takeOwnMessage(db, caseId, input)),
    reply: async (caseId, input) => accepted(await takeReply(db, caseId, input)),
    note: async (caseId, input) => accepted(await takeNote(db, caseId, input)),
    requestHuman: async (caseId, { messageId }) => accepted(await takeHumanRequest(db, caseId, messageId)),
    confirm: async (caseId, input) => accepted(await takeConfirmation(db, caseId, input)),
    withdraw: async (caseId, { messageId }) => accepted(await takeWithdrawal(db, caseId, messageId)),
    appeal: async (caseId, input) => accepted(await takeAppeal(db, caseId, input)),
    visit: async (caseId, input) => accepted(await takeVisit(db, caseId, input)),
    claim: async (caseId, { agentId }) => assigned(await takeClaim(db, caseId, agentId)),
    transfer: async (caseId, input) => assigned(await takeTransfer(db, caseId, input)),
    amendApplication: async (caseId, input) => accepted(await takeApplication(db, caseId, input)),
    goodsMoved: async (caseId, input) => accepted(await takeGoodsMove(db, caseId, input)),
    inspected: async (caseId, input) => accepted(await takeInspection(db, caseId, input)),
    moneyArrived: async (caseId, input) => accepted(await takeMoneyArrival(db, caseId, input)),
    answerOffer: async (caseId, accepts) => accepted(await takeOfferAnswer(db, caseId, accepts)),
    keepLines: async (caseId, lines) => accepted(await takeKeptLines(db, caseId, lines)),
    acknowledge: async (caseId, input) => accepted(await takeAcknowledgement(db, caseId, input)),
    async merge(caseId, input) {
      const into = await takeMerge(db, caseId, input);
      await teller.tellCase(caseId);
      await teller.tellCase(into);
      return into;
    },
    applyPolicy: async (caseId, input) => accepted(await takePolicy(db, caseId, input)),
    openWorkOrder: async (caseId, input) => ordered(await takeWorkOrder(db, caseId, input)),
    changeWorkOrder: async (workOrder, input) => {
      await ordered(await takeWorkOrderChange(db, workOrder, input));
    },
    answerSurvey: async (caseId, round, answer) => accepted(await takeAnswer(db, caseId, round, answer)),
    tell: teller.tell,
    sweep: teller.sweep,
    link: teller.link,
  };
}
