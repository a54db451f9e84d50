import type { Rejection } from '../domain/facts.ts';
import type { Fault } from '../domain/fault.ts';

/** Every way a request can be refused: its stable code, status and title. The one mapping; docs are made from it. */
export const PROBLEMS = {
  malformed_request: [400, 'The request cannot be read'],
  malformed_body: [400, 'The body is not a JSON text'],
  malformed_text: [400, 'The body holds text that cannot be kept'],
  idempotency_key_missing: [400, 'This request needs an Idempotency-Key'],
  idempotency_key_invalid: [400, 'The Idempotency-Key cannot be used'],
  if_match_invalid: [400, 'The If-Match header names no version'],
  unauthenticated: [401, 'A valid key is needed'],
  forbidden: [403, 'The role of this key may not do this'],
  owner_required: [403, 'Only the owner of the case may do this'],
  work_order_move_forbidden: [403, 'Others make this move of the work order'],
  lowering_not_allowed: [403, 'Only a senior or a supervisor lowers the level of a case'],
  rank_too_low: [403, 'A higher rank decides this'],
  person_complained_about: [403, 'Whoever is complained about has no say in it'],
  decided_before: [403, 'Somebody who did not decide before looks at an appeal'],
  own_proposal: [403, 'Nobody approves an own proposal'],
  not_found: [404, 'There is nothing at this address'],
  case_not_found: [404, 'There is no such case'],
  shop_not_found: [404, 'There is no such shop'],
  escalation_not_found: [404, 'There is no such escalation'],
  survey_not_found: [404, 'There is no such survey'],
  delivery_not_found: [404, 'There is no such delivery'],
  webhook_endpoint_not_found: [404, 'There is no such webhook endpoint'],
  api_key_not_found: [404, 'There is no such key'],
  policy_not_found: [404, 'There is no such policy, or no such version of it'],
  after_sales_policy_not_found: [404, 'There is no such after-sales policy, or no such version of it'],
  calendar_not_found: [404, 'There is no such calendar'],
  work_order_not_found: [404, 'There is no such work order'],
  work_order_type_not_found: [404, 'There is no such type of work orders, or no such version of it'],
  method_not_allowed: [405, 'This address does not take this method'],
  not_acceptable: [406, 'Answers are JSON only'],
  request_timeout: [408, 'The request took too long to arrive'],
  case_closed: [409, 'The case is closed'],
  case_resolved: [409, 'The case is resolved already'],
  level_unchanged: [409, 'The case has this level already'],
  classification_unchanged: [409, 'The case is of that kind and category already'],
  application_missing: [422, 'An after-sales request needs its application'],
  order_missing: [422, 'An after-sales request is about an order, and the case has none'],
  no_application: [409, 'The case is no after-sales request'],
  request_under_way: [409, 'Something of this request is still being arranged'],
  no_decision_due: [409, 'Nobody is asked to decide about this request now'],
  no_approval_due: [409, 'Nobody is asked to approve anything of this request now'],
  grant_missing: [422, 'An approval says what it grants'],
  beyond_limit: [403, 'More than this role may grant'],
  level_not_three: [409, 'Only a level 3 case is consulted on'],
  channel_unchanged: [409, 'The case goes on by this channel already'],
  channel_unreachable: [409, 'The customer cannot be reached by this channel'],
  case_not_open: [409, 'The case does not wait for us'],
  case_not_paused: [409, 'Nothing is paused for others'],
  clock_not_running: [409, 'There is no such clock to extend'],
  clock_breached: [409, 'A broken promise is not extended'],
  beyond_published: [409, 'The customer was promised an earlier answer'],
  not_a_complaint: [409, 'The case is not a complaint'],
  not_an_inquiry: [409, 'The case is not an inquiry'],
  severity_unchanged: [409, 'The complaint has this severity already'],
  evidence_asked: [409, 'The customer has been asked for something already'],
  evidence_not_asked: [409, 'No evidence is waited for'],
  not_decided: [409, 'Nothing has been decided that could be told'],
  result_not_told: [409, 'The customer has not been told the result, or something of it is still to be done'],
  result_told: [409, 'The customer has been told the result'],
  measures_waiting: [409, 'A measure still waits for approval'],
  measure_unknown: [409, 'There is no such measure'],
  measure_not_waiting: [409, 'The measure does not wait for approval'],
  measure_not_approved: [409, 'The measure is not approved, or carried out already'],
  case_not_resolved: [409, 'The complaint is not resolved'],
  case_merged: [409, 'The case is merged into another already'],
  merge_target_closed: [409, 'The surviving case is not open'],
  desk_conflict: [409, 'The case belongs to somebody else'],
  work_order_ended: [409, 'The work order has ended'],
  work_order_move_unknown: [409, 'The work order does not go there from its state'],
  survey_answered: [409, 'The survey has its one answer'],
  survey_expired: [409, 'The survey is over'],
  survey_cancelled: [409, 'The survey is not sent'],
  delivery_not_stuck: [409, 'The delivery is not stuck'],
  webhook_endpoint_disabled: [409, 'The webhook endpoint is disabled'],
  shop_prefix_taken: [409, 'Another shop has this prefix'],
  shop_prefix_fixed: [409, 'The prefix of a shop never changes'],
  two_keys_active: [409, 'Two keys of this name are active'],
  idempotency_key_in_use: [409, 'The first request with this Idempotency-Key is still running'],
  version_conflict: [412, 'The case has moved on'],
  document_changed: [412, 'There is a newer version'],
  work_order_changed: [412, 'The work order has changed'],
  body_too_large: [413, 'The body is too large'],
  unsupported_media_type: [415, 'The body is not of a type that is read here'],
  invalid_request: [422, 'The request does not have the agreed shape'],
  lowering_without_reason: [422, 'A lower level needs a reasonCode'],
  amount_missing: [422, 'This measure needs an amount'],
  amount_too_high: [422, 'Nobody may grant so much'],
  beyond_unverified: [409, 'What could not be verified is made good within the limit of a senior'],
  amount_not_taken: [422, 'This measure has no amount'],
  policy_unusable: [422, 'The policy cannot be used'],
  after_sales_policy_unusable: [422, 'The after-sales policy cannot be used'],
  calendar_unusable: [422, 'The calendar cannot be used'],
  work_order_type_unusable: [422, 'The type of work orders cannot be used'],
  calendar_exhausted: [422, 'The calendar never has so much open time'],
  webhook_url_refused: [422, 'This address may not be called'],
  idempotency_key_reused: [422, 'The Idempotency-Key was used for another request'],
  rate_limited: [429, 'Too many requests'],
  case_rate_limited: [429, 'Too many messages for one case'],
  headers_too_large: [431, 'The headers are too large'],
  internal: [500, 'Something is wrong on our side'],
  unavailable: [503, 'The service is not available just now'],
} as const satisfies Record<string, readonly [status: number, title: string]>;

export type ProblemCode = keyof typeof PROBLEMS;

/** What a case refuses is told under the same code. */
export const rejectedAs = (rejection: Rejection): ProblemCode => rejection;

interface Particulars {
  readonly detail?: string;
  readonly errors?: readonly Fault[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal that is answered as problem+json. Its detail never repeats what the caller sent. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly detail: string;
  readonly errors: readonly Fault[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ProblemCode, { detail, errors = [], headers = {} }: Particulars = {}) {
    const [status, title] = PROBLEMS[code];
    super(code);
    this.name = 'Problem';
    this.code = code;
    this.status = status;
    this.detail = detail ?? `${title}.`;
    this.errors = errors;
    this.headers = headers;
  }

  body(requestId: string): Record<string, unknown> {
    return {
      type: `urn:caseloop:problem:${this.code}`,
      title: PROBLEMS[this.code][1],
      status: this.status,
      code: this.code,
      detail: this.detail,
      errors: this.errors,
      requestId,
    };
  }
}

/** Postgres or Temporal away: the same request may be sent again, with the same Idempotency-Key. */
export const unavailable = (detail = 'Try again with the same Idempotency-Key.'): Problem =>
  new Problem('unavailable', { detail, headers: { 'Retry-After': '2' } });
