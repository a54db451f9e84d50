import { ServiceError, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import { z } from 'zod';
import type { Fault } from '../domain/fault.ts';
import {
  DeskConflict,
  MergeRefused,
  StatedInPast,
  SurveyClosed,
  TemporalUnavailable,
  UnknownCase,
  UnknownEscalation,
  UnknownShop,
  UnknownWorkOrder,
  WorkOrderRefused,
} from '../intake/errors.ts';
import { Problem, unavailable, type ProblemCode } from './problem.ts';

const UNAVAILABLE_ERRNO = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);
/** Connection trouble, too many clients, shutting down, statement and lock timeouts, serialization: all pass by. */
const UNAVAILABLE_SQLSTATE = /^(08...|53...|57P0.|57014|55P03|40001|40P01|25P0[23])$/;
/** What pg and knex say without a code. */
const UNAVAILABLE_MESSAGE =
  /connection terminated|timeout (expired|exceeded)|read timeout|acquiring a connection|not queryable/i;

const isSqlState = (code: string): boolean => /^[0-9A-Z]{5}$/.test(code);

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : '');

function isUnavailable(error: Error): boolean {
  if (error instanceof TemporalUnavailable || error instanceof ServiceError) return true;
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return true;
  const code = codeOf(error);
  return UNAVAILABLE_ERRNO.has(code) || UNAVAILABLE_SQLSTATE.test(code) || UNAVAILABLE_MESSAGE.test(error.message);
}

function messageOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_value':
      return `one of: ${issue.values.map(String).join(', ')}`;
    case 'unrecognized_keys':
      return 'no such field here';
    default:
      return issue.message;
  }
}

const pointerTo = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** Each fault with its place (`?name` in a query); an unknown field has a pointer of its own. */
export function faultsOf(error: z.ZodError, where: 'body' | 'query'): Fault[] {
  return error.issues.flatMap((issue): Fault[] => {
    const places = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    return places.map((path) => ({
      pointer: where === 'query' ? `?${path.map(String).join('.')}` : pointerTo(path),
      code: issue.code,
      message: messageOf(issue),
    }));
  });
}

/** What express, its body reader and its router throw. */
const BY_STATUS: Readonly<Record<number, ProblemCode>> = {
  400: 'malformed_request',
  408: 'request_timeout',
  413: 'body_too_large',
  415: 'unsupported_media_type',
};

function fromExpress(error: Error): Problem | null {
  const status: unknown = 'status' in error ? error.status : undefined;
  const code = typeof status === 'number' ? BY_STATUS[status] : undefined;
  return code ? new Problem(code) : null;
}

/** Any error as the problem its sender is told; null for one that nobody has foreseen. */
export function problemOf(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  if (!(error instanceof Error)) return null;
  if (error instanceof UnknownCase) return new Problem('case_not_found');
  if (error instanceof UnknownShop) return new Problem('shop_not_found');
  if (error instanceof DeskConflict) return new Problem('desk_conflict', { detail: deskDetail(error) });
  if (error instanceof SurveyClosed) {
    return new Problem(error.reason === 'unknown' ? 'survey_not_found' : `survey_${error.reason}`);
  }
  if (error instanceof UnknownEscalation) return new Problem('escalation_not_found');
  if (error instanceof MergeRefused) return new Problem(REFUSED_AS[error.reason]);
  if (error instanceof UnknownWorkOrder) return new Problem('work_order_not_found');
  if (error instanceof WorkOrderRefused) return refusedWorkOrder(error);
  if (error instanceof StatedInPast) {
    const fault = { pointer: '/expectedAt', code: 'in_the_past', message: 'an instant in the future' };
    return new Problem('invalid_request', { errors: [fault] });
  }
  if (isUnavailable(error)) return unavailable();
  // a value that passed the schema and that the database cannot hold is still the sender's
  if (isSqlState(codeOf(error)) && codeOf(error).startsWith('22')) return new Problem('invalid_request');
  return fromExpress(error);
}

const REFUSED_AS = {
  merged: 'case_merged',
  closed: 'case_closed',
  'target-closed': 'merge_target_closed',
} as const satisfies Record<MergeRefused['reason'], ProblemCode>;

function refusedWorkOrder({ reason, allowed, faults }: WorkOrderRefused): Problem {
  switch (reason) {
    case 'ended':
    case 'changed':
      return new Problem(`work_order_${reason}`);
    case 'unknown_move':
      return new Problem('work_order_move_unknown', { detail: `It goes to: ${allowed.join(', ') || 'nowhere'}.` });
    case 'move_of_others':
      return new Problem('work_order_move_forbidden', { detail: `Made by: ${allowed.join(', ')}.` });
    case 'invalid':
      return new Problem('invalid_request', {
        detail: 'Something in its fields is not as its type says.',
        errors: faults,
      });
  }
}

const deskDetail = ({ owner }: DeskConflict): string =>
  owner === null ? 'Nobody owns the case.' : `The case belongs to ${owner}.`;
