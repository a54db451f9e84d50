import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import { defineSearchAttributeKey, type SearchAttributePair } from '@temporalio/common';
import type { OpenCase } from '../domain/open-case.ts';
import type { FactOf, ToldFact } from '../domain/facts.ts';
import { caseWorkflowId, surveyWorkflowId } from '../domain/ids.ts';
import { QUEUES, WORKFLOW_TYPES } from '../domain/kinds/index.ts';
import { priorityOf } from '../domain/priority.ts';
import { SEARCH_ATTRIBUTES } from '../domain/search-attributes.ts';
import type { StoredFact } from '../store/facts.ts';
import { CASE_FACTS, type CaseInput, type SurveyInput } from '../workflows/messages.ts';
import { TemporalUnavailable } from './errors.ts';

/** Where the workflows of cases run. */
export interface CasesIn {
  readonly temporal: Client;
  readonly taskQueue: string;
  /** Base of the API, for the link that operators follow from a case; none without it. */
  readonly publicUrl?: string | undefined;
}

/** `ended`: there is no run that could take the fact any more. */
export type Outcome = 'taken' | 'ended';

async function outcomeOf(call: () => Promise<unknown>): Promise<Outcome> {
  try {
    await call();
    return 'taken';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError || error instanceof WorkflowExecutionAlreadyStartedError) return 'ended';
    throw new TemporalUnavailable(error);
  }
}

/**
 * Tells one fact to the workflow that it is for, at the latest until `deadline` (epoch ms). Told twice it is harmless:
 * the workflow knows the facts it has seen.
 * @throws TemporalUnavailable
 */
export function tellFact(cases: CasesIn, { caseId, fact, opening }: StoredFact, deadline: number): Promise<Outcome> {
  const { temporal } = cases;
  return temporal.withDeadline(deadline, () => {
    if (fact.type === 'surveySent') return surveySent(cases, caseId, fact);
    if (fact.type === 'surveyAnswered') return surveyAnswered(temporal, caseId, fact);
    if (opening) return startCase(cases, opening, fact);
    return signal(temporal, caseWorkflowId(caseId), fact);
  });
}

const signal = (temporal: Client, workflowId: string, fact: ToldFact): Promise<Outcome> =>
  outcomeOf(() => temporal.workflow.getHandle(workflowId).signal<[ToldFact]>(CASE_FACTS[fact.type].name, fact));

function startCase({ temporal, taskQueue, publicUrl }: CasesIn, opening: OpenCase, fact: ToldFact): Promise<Outcome> {
  const input: CaseInput = { open: opening };
  return outcomeOf(() =>
    temporal.workflow.signalWithStart(WORKFLOW_TYPES[opening.kind], {
      workflowId: caseWorkflowId(opening.caseId),
      taskQueue,
      args: [input],
      signal: CASE_FACTS[fact.type].name,
      signalArgs: [fact],
      // An id is minted once: a second start of it is a late repetition, never a new case.
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      typedSearchAttributes: foundBy(opening),
      staticSummary: summaryOf(opening),
      ...(publicUrl === undefined ? {} : { staticDetails: linkTo(publicUrl, opening.caseId) }),
      priority: { priorityKey: priorityOf(opening) },
    }),
  );
}

/** What a case is found by from its first instant; the workflow keeps it true. */
function foundBy(opening: OpenCase): SearchAttributePair[] {
  const keywords = {
    CaseKind: opening.kind,
    CaseStatus: 'open',
    Shop: opening.shop,
    Channel: opening.channel,
    Tier: opening.tier,
    Queue: QUEUES[opening.kind],
    CustomerRef: opening.customer,
  } as const satisfies Partial<Record<keyof typeof SEARCH_ATTRIBUTES, string>>;
  return [
    ...Object.entries(keywords).map(([name, value]) => ({ key: defineSearchAttributeKey(name, 'KEYWORD'), value })),
    { key: defineSearchAttributeKey('Breached', SEARCH_ATTRIBUTES.Breached), value: false },
  ];
}

/** One line for the operator's list, without a word about a person: `inquiry · email · vip · level 2`. */
const summaryOf = ({ kind, channel, tier, level }: OpenCase): string =>
  [kind, channel, tier, ...(level === null ? [] : [`level ${level}`])].join(' · ');

/** Where people read the case, as the Temporal UI shows it. */
const linkTo = (publicUrl: string, caseId: string): string => `[${caseId}](${publicUrl}/v1/cases/${caseId})`;

/** Tells the case, and starts the survey's own run; one that has been started already is as good as started. */
async function surveySent(cases: CasesIn, caseId: string, fact: FactOf<'surveySent'>): Promise<Outcome> {
  const { temporal, taskQueue } = cases;
  const { round, expiresAt } = fact;
  const input: SurveyInput = { caseId, round, expiresAt };
  await outcomeOf(() =>
    temporal.workflow.start('satisfactionSurvey', {
      workflowId: surveyWorkflowId(caseId, round),
      taskQueue,
      args: [input],
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      staticSummary: `survey of ${caseId}, round ${round}`,
    }),
  );
  return signal(temporal, caseWorkflowId(caseId), fact);
}

/** Tells the case, and ends the survey's own run, where there is one. */
async function surveyAnswered(temporal: Client, caseId: string, fact: FactOf<'surveyAnswered'>): Promise<Outcome> {
  await signal(temporal, surveyWorkflowId(caseId, fact.round), fact);
  return signal(temporal, caseWorkflowId(caseId), fact);
}
