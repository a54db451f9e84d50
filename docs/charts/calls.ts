/** The API calls of a kind, each with the example of its own route. */
import { afterSalesCaseRoutes } from '../../api/routes/after-sales-cases.ts';
import { complaintRoutes } from '../../api/routes/complaints.ts';
import { factRoutes } from '../../api/routes/facts.ts';
import { verdictRoutes } from '../../api/routes/verdicts.ts';
import type { CaseKind } from '../../domain/kinds/index.ts';

const ROUTES = {
  inquiry: [...factRoutes, ...verdictRoutes],
  complaint: complaintRoutes,
  'after-sales': afterSalesCaseRoutes,
} as const satisfies Record<CaseKind, unknown>;

/** One curl line for each; `API`, `AUTH`, `JSON` and `CASE` are those of the README. */
export const callsOf = (kind: CaseKind): string =>
  [
    '```sh',
    ...ROUTES[kind]
      .filter(({ example }) => example !== undefined)
      .map(({ method, path, summary, example }) => {
        const url = path.replace('{caseId}', '$CASE').replace(/\{\w+\}/gu, '1');
        const verb = method === 'post' ? '' : ` -X ${method.toUpperCase()}`;
        const body = JSON.stringify(example).replaceAll("'", '’');
        return `# ${summary}\ncurl -sS${verb} "$API${url}" -H "$AUTH" -H "$JSON" -H "Idempotency-Key: $(date +%s%N)" -d '${body}'`;
      }),
    '```',
  ].join('\n');
