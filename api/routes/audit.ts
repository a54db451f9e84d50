import { listAuditEntries } from '../../store/audit.ts';
import { AuditView } from '../complaint-schemas.ts';
import { pageOf, readCursor } from '../paging.ts';
import { RULERS } from '../roles.ts';
import { route, type Route } from '../route.ts';
import { PageQuery } from '../schemas.ts';
import { listOf } from '../views.ts';

const entry = { at: '2026-11-23T06:00:00.000Z', key: '12', role: 'agent', action: '/cases/{caseId}/decision' };

export const auditRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/cases/{caseId}/audit',
    tag: 'Cases',
    summary: 'Verdicts in a case that were refused for the role or rank of their sender, in order',
    roles: RULERS,
    scope: 'case',
    query: PageQuery,
    answers: {
      200: {
        description: 'A page of refusals',
        schema: listOf(AuditView),
        example: { items: [{ ...entry, code: 'rank_too_low' }], nextCursor: null },
      },
    },
    async handle({ theCase, query: { limit, cursor } }, { db }) {
      const after = readCursor(cursor, [/^\d{1,15}$/])?.[0];
      const page = { limit: limit + 1, ...(after === undefined ? {} : { after: Number(after) }) };
      const rows = await listAuditEntries(db, theCase.caseId, page);
      const item = ({ id: _id, at, ...row }: (typeof rows)[number]) => ({ at: at.toISOString(), ...row });
      return { status: 200, body: pageOf(rows, limit, item, (row) => [row.id]) };
    },
  }),
];
