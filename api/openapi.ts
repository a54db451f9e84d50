import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { IDEMPOTENCY_KEY } from './idempotency.ts';
import { PROBLEMS, type ProblemCode } from './problem.ts';
import { isConditional, isIdempotent, type Route } from './route.ts';

/** One strong ETag as it was given, or any. */
const IF_MATCH = /^(\*|"\d{1,9}")$/;

const FaultView = z.strictObject({ pointer: z.string(), code: z.string(), message: z.string() }).meta({ id: 'Fault' });

const ProblemView = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]).meta({ description: 'Stable' }),
    detail: z.string(),
    errors: z.array(FaultView).meta({ description: 'Each fault: JSON pointer, code, what was allowed' }),
    requestId: z.string(),
  })
  .meta({ id: 'Problem' });

/** What any request may be told. */
const EVERYWHERE: readonly ProblemCode[] = [
  'malformed_request',
  'unauthenticated',
  'forbidden',
  'not_acceptable',
  'invalid_request',
  'rate_limited',
  'headers_too_large',
  'internal',
  'unavailable',
];
const WITH_BODY: readonly ProblemCode[] = [
  'malformed_body',
  'malformed_text',
  'body_too_large',
  'unsupported_media_type',
  'request_timeout',
];
const WITH_KEY: readonly ProblemCode[] = [
  'idempotency_key_missing',
  'idempotency_key_invalid',
  'idempotency_key_in_use',
  'idempotency_key_reused',
];

/** Every refusal that a row may answer with. */
export const problemsOf = (row: Route): ReadonlySet<ProblemCode> =>
  new Set([
    ...EVERYWHERE,
    ...WITH_BODY,
    ...(isIdempotent(row) ? WITH_KEY : []),
    ...(row.scope === 'case' ? (['case_not_found'] as const) : []),
    ...(row.params ? [row.missing ?? ('not_found' as const)] : []),
    ...(isConditional(row) ? (['if_match_invalid'] as const) : []),
    ...(row.problems ?? []),
  ]);

/** A call that works as it stands once BASE and KEY are set. */
function curlOf(row: Route): string {
  const path = row.path
    .replace('{caseId}', '$CASE_ID')
    .replace('{shopId}', 'main')
    .replace('{policy}', 'standard')
    .replace('{afterSalesPolicy}', 'policy-abcd')
    .replace('{calendar}', 'office-cn')
    .replace('{workOrder}', 'WO-000001')
    .replace('{workOrderType}', 'refund')
    .replace('{event}', '$CASE_ID:1')
    .replaceAll(/\{(\w+)\}/g, '1');
  const query = row.exampleQuery === undefined ? '' : `?${row.exampleQuery}`;
  const lines = [`curl -sS${row.method === 'get' ? '' : ` -X ${row.method.toUpperCase()}`} "$BASE/v1${path}${query}"`];
  lines.push(`-H "Authorization: Bearer $KEY"`);
  if (isIdempotent(row)) lines.push('-H "Idempotency-Key: $(date +%s)-$$-$RANDOM"');
  if (row.example !== undefined) {
    lines.push(`-H 'Content-Type: application/json'`, `-d '${JSON.stringify(row.example)}'`);
  }
  return lines.join(' \\\n  ');
}

const headersOf = (row: Route) => ({
  ...(isIdempotent(row)
    ? {
        'Idempotency-Key': z
          .string()
          .min(1)
          .max(255)
          .regex(IDEMPOTENCY_KEY)
          .meta({ description: 'New with each new request, the same with its retries; known for at least 24 hours' }),
      }
    : {}),
  ...(isConditional(row)
    ? {
        'If-Match': z
          .string()
          .regex(IF_MATCH)
          .optional()
          .meta({ description: 'The ETag the decision was made on; 412 when outdated' }),
      }
    : {}),
  'X-Request-Id': z.string().optional().meta({ description: 'A UUID or trace id to find the request by' }),
});

function answersOf(row: Route): ZodOpenApiOperationObject['responses'] {
  const problems = [...problemsOf(row)];
  const statuses = [...new Set(problems.map((code) => PROBLEMS[code][0]))].sort((a, b) => a - b);
  const refusals = statuses.map((status) => {
    const codes = problems.filter((code) => PROBLEMS[code][0] === status);
    const description = codes.map((code) => `\`${code}\`: ${PROBLEMS[code][1]}`).join('\n\n');
    return [String(status), { description, content: { 'application/problem+json': { schema: ProblemView } } }];
  });
  const answers = Object.entries(row.answers).map(([status, { description, schema, example }]) => [
    status,
    {
      description,
      ...(schema
        ? {
            content: {
              'application/json': { schema, example },
              ...(row.csv === true ? { 'text/csv': { schema: z.string() } } : {}),
            },
          }
        : {}),
    },
  ]);
  return Object.fromEntries([...answers, ...refusals]) as ZodOpenApiOperationObject['responses'];
}

const operationIdOf = (row: Route): string =>
  [row.method, ...row.path.split('/').map((part) => part.replaceAll(/[{}]/g, ''))]
    .filter((part) => part !== '')
    .map((part, i) => (i === 0 ? part : part.charAt(0).toUpperCase() + part.slice(1)))
    .join('')
    .replaceAll(/-(\w)/g, (_all, letter: string) => letter.toUpperCase());

function operationOf(row: Route): ZodOpenApiOperationObject {
  const names = [...row.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const path = Object.fromEntries(
    names.map((name) => {
      const pattern = row.params?.[name];
      return [name, (pattern ? z.string().regex(pattern) : z.string()).meta({ description: name })];
    }),
  );
  const code = curlOf(row);
  return {
    operationId: operationIdOf(row),
    tags: [row.tag],
    summary: row.summary,
    description: [row.description, `Roles: ${row.roles.join(', ')}.`, `\`\`\`sh\n${code}\n\`\`\``].join('\n\n').trim(),
    requestParams: {
      header: z.object(headersOf(row)),
      ...(names.length > 0 ? { path: z.object(path) } : {}),
      ...(row.query ? { query: row.query } : {}),
    },
    ...(row.body
      ? { requestBody: { required: true, content: { 'application/json': { schema: row.body, example: row.example } } } }
      : {}),
    responses: answersOf(row),
    'x-codeSamples': [{ lang: 'Shell', label: 'curl', source: code }],
    'x-roles': [...row.roles],
  };
}

/** The OpenAPI 3.1 document of the route table. */
export function createOpenApi(rows: readonly Route[], serverUrl: string) {
  const paths: ZodOpenApiPathsObject = {};
  for (const row of rows) {
    const path = `/v1${row.path}`;
    paths[path] = { ...paths[path], [row.method]: operationOf(row) };
  }
  return createDocument({
    openapi: '3.1.1',
    info: {
      title: 'Caseloop',
      version: '0.1.0',
      description:
        'Customer cases that keep their promises. Times are ISO-8601 UTC. Errors are `application/problem+json` with a stable `code`. Lists are `{items, nextCursor}`. A key belongs to one shop; what belongs to another shop is answered like what does not exist.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: serverUrl }],
    security: [{ key: [] }],
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'An API key, `csk_…`' } } },
    paths,
  });
}
