/** Once a day: which cases have changed since the last time, and what could not be sent. */
import { createClient, everyItem } from 'caseloop/client';

const { CASELOOP_URL = 'http://127.0.0.1:3000', CASELOOP_KEY = '' } = process.env;
const caseloop = createClient({ baseUrl: CASELOOP_URL, apiKey: CASELOOP_KEY });

const [updatedSince = new Date(Date.now() - 86_400_000).toISOString()] = process.argv.slice(2);
// a minute of overlap with the next run: what comes twice has the same version
const nextTime = new Date(Date.now() - 60_000).toISOString();

const changed = everyItem((page) => caseloop.GET('/v1/cases', { params: { query: { updatedSince, ...page } } }));
for await (const { caseId, status, version } of changed) console.log(caseId, status, version);

const stuck = everyItem((page) => caseloop.GET('/v1/deliveries', { params: { query: { state: 'stuck', ...page } } }));
for await (const { caseId, seq } of stuck) console.log('not sent', caseId, seq);

console.log('next time since', nextTime);
