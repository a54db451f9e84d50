/** What a namespace needs before cases can run in it. Checked at every start: a lack would show only at some case. */
import { isGrpcServiceError, type Connection } from '@temporalio/client';
import { SEARCH_ATTRIBUTES } from '../domain/search-attributes.ts';
import type { Log } from '../log.ts';

type Services = Pick<Connection, 'operatorService' | 'workflowService' | 'withDeadline'>;

/** Ended cases stay readable in Temporal for this long. A dev server's own default is a day. */
const RETENTION_SECONDS = 30 * 86_400;

/** Temporal's numbers for the types. */
const TYPES = { KEYWORD: 2, BOOL: 5, DATETIME: 6 } as const;
const TYPE_NAMES = ['unspecified', 'Text', 'Keyword', 'Int', 'Double', 'Bool', 'Datetime', 'KeywordList'];

// gRPC's numbers for "not yours to do" and "not here".
const PERMISSION_DENIED = 7;
const UNIMPLEMENTED = 12;

const ANSWER_MS = 10_000;

/**
 * Registers what is missing of the search attributes and lengthens the retention. Throws when an attribute has
 * another type. Where this client may not ask or change (a managed cluster), it says so in the log and goes on.
 */
export async function prepareNamespace(services: Services, namespace: string, log: Pick<Log, 'warn'>): Promise<void> {
  for (const [what, prepare] of [
    ['search attributes', ensureSearchAttributes],
    ['retention of 30 days', ensureRetention],
  ] as const) {
    try {
      await services.withDeadline(Date.now() + ANSWER_MS, () => prepare(services, namespace));
    } catch (error) {
      const code: number | undefined = isGrpcServiceError(error) ? error.code : undefined;
      if (code !== PERMISSION_DENIED && code !== UNIMPLEMENTED) throw error;
      log.warn({ namespace, code }, `not allowed to check the ${what} of the namespace: see to them by hand`);
    }
  }
}

async function ensureSearchAttributes({ operatorService }: Services, namespace: string): Promise<void> {
  const wanted = Object.entries(SEARCH_ATTRIBUTES).map(([name, type]) => [name, TYPES[type]] as const);
  const there = async () => (await operatorService.listSearchAttributes({ namespace })).customAttributes;
  const found = await there();
  const missing = wanted.filter(([name]) => found[name] === undefined);
  if (missing.length > 0) {
    await operatorService.addSearchAttributes({ namespace, searchAttributes: Object.fromEntries(missing) });
  }
  // Adding one that exists with another type is answered with OK and changes nothing: only a comparison shows it.
  const now = missing.length > 0 ? await there() : found;
  const faults = wanted.flatMap(([name, type]) => {
    const is: number = now[name] ?? 0;
    return is === type ? [] : [`${name} is ${TYPE_NAMES[is] ?? 'unknown'}, wanted is ${TYPE_NAMES[type] ?? ''}`];
  });
  if (faults.length > 0) {
    throw new Error(`Search attributes of the namespace ${namespace} cannot be used: ${faults.join('; ')}`);
  }
}

async function ensureRetention({ workflowService }: Services, namespace: string): Promise<void> {
  const { config } = await workflowService.describeNamespace({ namespace });
  const seconds = Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0);
  if (seconds >= RETENTION_SECONDS) return;
  const workflowExecutionRetentionTtl = { seconds: RETENTION_SECONDS as never };
  await workflowService.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl } });
}
