/** An agent takes a case, answers it, and calls it solved. */
import { CaseloopProblem, createClient } from 'caseloop/client';

const { CASELOOP_URL = 'http://127.0.0.1:3000', CASELOOP_KEY = '' } = process.env;
const caseloop = createClient({ baseUrl: CASELOOP_URL, apiKey: CASELOOP_KEY });

const [caseId = '', agentId = 'E-007'] = process.argv.slice(2);
const params = { path: { caseId } };

try {
  await caseloop.POST('/v1/cases/{caseId}/claim', { params, body: { agentId } });
} catch (error) {
  if (!(error instanceof CaseloopProblem) || error.code !== 'desk_conflict') throw error;
  // somebody else was faster
  console.log(error.detail);
  process.exit(0);
}

const messageId = `answer-to-${caseId}`;
await caseloop.POST('/v1/cases/{caseId}/replies', {
  params,
  body: { messageId, agentId, kind: 'answer', text: '您好,请先换一个插座试试;如果仍然闪,我们今天就寄一盏新的。' },
});

// resolved only as the case stands now: a message that came meanwhile refuses it with 412 version_conflict
const { response } = await caseloop.GET('/v1/cases/{caseId}', { params: { ...params, query: { after: messageId } } });
await caseloop.POST('/v1/cases/{caseId}/resolution', {
  params: { ...params, header: { 'If-Match': response.headers.get('etag') ?? '*' } },
  body: { agentId, outcome: 'solved' },
});
console.log(`${caseId} answered and resolved by ${agentId}`);
