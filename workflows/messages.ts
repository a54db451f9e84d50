/** Every message a workflow takes: the one page that sender and receiver share. */
import type { UpdateDefinition } from '@temporalio/common';
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { CaseState } from '../domain/case.ts';
import type { OpenCase } from '../domain/open-case.ts';
import type { CommandType, FactOf, ToldType, Verdict } from '../domain/facts.ts';

const signal = <T extends ToldType>(type: T) => defineSignal<[FactOf<T>]>(type);

// Facts: what has happened. Accepted while no worker is up, never refused.
const customerMessaged = signal('customerMessaged');
const agentReplied = signal('agentReplied');
const botAnswered = signal('botAnswered');
const agentNoted = signal('agentNoted');
const customerConfirmed = signal('customerConfirmed');
const humanRequested = signal('humanRequested');
const customerWithdrew = signal('customerWithdrew');
const ownerChanged = signal('ownerChanged');
const surveySent = signal('surveySent');
const surveyCancelled = signal('surveyCancelled');
export const surveyAnswered = signal('surveyAnswered');
const deliveryFailed = signal('deliveryFailed');
const escalationAcknowledged = signal('escalationAcknowledged');
const merged = signal('merged');
const mergedFrom = signal('mergedFrom');
const policyApplied = signal('policyApplied');
const goodsMoved = signal('goodsMoved');
const goodsInspected = signal('goodsInspected');
const moneyArrived = signal('moneyArrived');
const offerAnswered = signal('offerAnswered');
const linesWithdrawn = signal('linesWithdrawn');
const applicationAmended = signal('applicationAmended');
const workOrderMoved = signal('workOrderMoved');
const customerAppealed = signal('customerAppealed');
const visited = signal('visited');

/** The facts a case takes, by the name of the signal that carries each. */
export const CASE_FACTS = {
  customerMessaged,
  agentReplied,
  botAnswered,
  agentNoted,
  customerConfirmed,
  humanRequested,
  customerWithdrew,
  ownerChanged,
  surveySent,
  surveyCancelled,
  surveyAnswered,
  deliveryFailed,
  escalationAcknowledged,
  merged,
  mergedFrom,
  policyApplied,
  goodsMoved,
  goodsInspected,
  moneyArrived,
  offerAnswered,
  linesWithdrawn,
  applicationAmended,
  workOrderMoved,
  customerAppealed,
  visited,
} as const satisfies { [T in ToldType]: ReturnType<typeof signal<T>> };

/** The answer to an accepted verdict. */
export interface Ruled {
  readonly version: number;
}

// Verdicts: what asks for an answer. A refusal is an ApplicationFailure whose type is a domain `Rejection`, with the
// version of the case that refused.
export const setLevel = defineUpdate<Ruled, [Verdict<'setLevel'>]>('setLevel');
export const classify = defineUpdate<Ruled, [Verdict<'classify'>]>('classify');
export const startConsultation = defineUpdate<Ruled, [Verdict<'startConsultation'>]>('startConsultation');
export const handOff = defineUpdate<Ruled, [Verdict<'handOff'>]>('handOff');
export const decideRequest = defineUpdate<Ruled, [Verdict<'decideRequest'>]>('decideRequest');
export const approveGrant = defineUpdate<Ruled, [Verdict<'approveGrant'>]>('approveGrant');
export const pause = defineUpdate<Ruled, [Verdict<'pause'>]>('pause');
export const resume = defineUpdate<Ruled, [Verdict<'resume'>]>('resume');
export const extend = defineUpdate<Ruled, [Verdict<'extend'>]>('extend');
export const resolve = defineUpdate<Ruled, [Verdict<'resolve'>]>('resolve');

// of complaints
export const setSeverity = defineUpdate<Ruled, [Verdict<'setSeverity'>]>('setSeverity');
export const askEvidence = defineUpdate<Ruled, [Verdict<'askEvidence'>]>('askEvidence');
export const completeEvidence = defineUpdate<Ruled, [Verdict<'completeEvidence'>]>('completeEvidence');
export const decide = defineUpdate<Ruled, [Verdict<'decide'>]>('decide');
export const proposeMeasures = defineUpdate<Ruled, [Verdict<'proposeMeasures'>]>('proposeMeasures');
export const approve = defineUpdate<Ruled, [Verdict<'approve'>]>('approve');
export const tellResult = defineUpdate<Ruled, [Verdict<'tellResult'>]>('tellResult');
export const carryOut = defineUpdate<Ruled, [Verdict<'carryOut'>]>('carryOut');
export const release = defineUpdate<Ruled, [Verdict<'release'>]>('release');
export const passOn = defineUpdate<Ruled, [Verdict<'passOn'>]>('passOn');

/** The verdicts a case gives, by the name of the update that carries each. */
export const VERDICTS = {
  setLevel,
  classify,
  startConsultation,
  handOff,
  pause,
  resume,
  extend,
  resolve,
  decideRequest,
  approveGrant,
  setSeverity,
  askEvidence,
  completeEvidence,
  decide,
  proposeMeasures,
  approve,
  tellResult,
  carryOut,
  release,
  passOn,
} as const satisfies { [T in CommandType]: UpdateDefinition<Ruled, [Verdict<T>]> };

export const caseState = defineQuery<CaseState>('caseState');

/** What starts a case's workflow: the case as intake minted it, or the state carried over from the run before. */
export type CaseInput = { readonly open: OpenCase } | { readonly state: CaseState };

/** What starts `satisfactionSurvey`. */
export interface SurveyInput {
  readonly caseId: string;
  readonly round: number;
  readonly expiresAt: number;
}

/** What starts `delivery`: the key of the send. */
export interface DeliveryInput {
  readonly caseId: string;
  readonly seq: number;
  /** The first attempt comes no sooner than that: the other side asked for it. */
  readonly waitMs?: number;
}
