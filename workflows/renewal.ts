import { makeContinueAsNewFunc, workflowInfo } from '@temporalio/workflow';
import type { CaseState } from '../domain/case.ts';
import { WORKFLOW_TYPES } from '../domain/kinds/index.ts';
import type { CaseInput } from './messages.ts';

/** At this many events, or when the server asks for it before, a run hands everything to a fresh one. */
const LONGEST_HISTORY = 2_000;

/** Why a case should go on as a fresh run: it is of another kind now, or its history is long; null: it need not. */
export function reasonToRenew({ kind }: CaseState): 'kind' | 'length' | null {
  const { historyLength, continueAsNewSuggested, workflowType } = workflowInfo();
  if (workflowType !== WORKFLOW_TYPES[kind]) return 'kind';
  return continueAsNewSuggested || historyLength > LONGEST_HISTORY ? 'length' : null;
}

/** Goes on as the workflow of the case's kind, with everything that it knows. */
export const renewed = (state: CaseState): Promise<never> =>
  makeContinueAsNewFunc<(input: CaseInput) => Promise<void>>({ workflowType: WORKFLOW_TYPES[state.kind] })({ state });
