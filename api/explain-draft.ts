import type { PolicyDocument } from '../domain/policy.ts';
import { policyFaults } from '../domain/policy-faults.ts';
import type { CaseRef } from '../store/case-reads.ts';
import type { Db } from '../store/db.ts';
import { CALENDARS, newestVersions, POLICIES } from '../store/versions.ts';
import { calendarNamed, type KnownCalendars, usable } from './calendar-drafts.ts';
import type { Draft } from './explain-schemas.ts';
import type { Instead } from './past-plans.ts';
import { Problem } from './problem.ts';

/** The draft of a calendar, numbered as if it were put now. @throws Problem */
function calendarDrafted(draft: Draft['calendar'], known: KnownCalendars): Pick<Instead, 'calendar'> {
  if (!draft) return {};
  const { version } = calendarNamed(known, draft.id, '/calendar/id');
  return { calendar: usable({ ...draft, version: version + 1 }) };
}

/** @throws Problem for a policy that no shop could put */
function checkPolicy(document: PolicyDocument, known: KnownCalendars): void {
  const faults = policyFaults(document, new Set(known.keys()));
  if (faults.length === 0) return;
  throw new Problem('invalid_request', {
    detail: 'The policy cannot be used; see errors.',
    errors: faults.map((fault) => ({ ...fault, pointer: `/policy${fault.pointer}` })),
  });
}

/** What a draft puts in the place of what a case opened with. @throws Problem for one that cannot be used */
export async function drafted(db: Db, { shop, opening }: CaseRef, { calendar, policy }: Draft): Promise<Instead> {
  const calendars = await newestVersions(db, CALENDARS, shop);
  const instead = calendarDrafted(calendar, calendars);
  if (!policy) return instead;
  const document = policy as PolicyDocument;
  checkPolicy(document, calendars);
  const newest = (await newestVersions(db, POLICIES, shop)).get(opening.policy);
  return { ...instead, policy: { name: opening.policy, version: (newest?.version ?? 0) + 1, ...document } };
}
