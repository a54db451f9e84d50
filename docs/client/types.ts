/** The types of `caseloop/client`, made from the service's own OpenAPI document. */
import { join } from 'node:path';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { format } from 'prettier';
import { createOpenApi } from '../../api/openapi.ts';
import { ROUTES } from '../../api/routes/index.ts';

export const TYPES_FILE = join(import.meta.dirname, '..', '..', 'client', 'schema.ts');

const HEAD = '// Made from the OpenAPI document of the service: npm run client:types\n';

interface Body {
  content?: Record<string, { example?: unknown }>;
}

interface Operation {
  description?: string;
  requestBody?: Body;
  parameters?: readonly { readonly name: string }[];
  responses: Record<string, Body>;
}

/**
 * The document as the client needs it: without refusals, which are thrown and have one shape, without the key that the
 * client sets itself, and without curl and examples.
 */
function forClient(document: ReturnType<typeof createOpenApi>): OpenAPI3 {
  const plain = JSON.parse(JSON.stringify(document)) as { paths: Record<string, Record<string, Operation>> };
  for (const item of Object.values(plain.paths)) {
    for (const operation of Object.values(item)) {
      const kept = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'));
      operation.responses = Object.fromEntries(kept);
      operation.parameters = operation.parameters?.filter(({ name }) => name !== 'Idempotency-Key') ?? [];
      for (const { content } of [operation.requestBody ?? {}, ...Object.values(operation.responses)]) {
        for (const media of Object.values(content ?? {})) delete media.example;
      }
      const words = operation.description?.split('```')[0]?.trim();
      if (words !== undefined) operation.description = words;
    }
  }
  return plain as unknown as OpenAPI3;
}

/** `client/schema.ts` as it has to stand. */
export async function clientTypes(): Promise<string> {
  const tree = await openapiTS(forClient(createOpenApi(ROUTES, 'http://127.0.0.1:3000')));
  return format(HEAD + astToString(tree), { parser: 'typescript', singleQuote: true, printWidth: 120 });
}
