/** Every hour: what happened to all cases since the last time, whatever webhooks have brought, and what is not sent. */
import { createClient, everyItem } from 'caseloop/client';

const { CASELOOP_URL = 'http://127.0.0.1:3000', CASELOOP_KEY = '' } = process.env;
const caseloop = createClient({ baseUrl: CASELOOP_URL, apiKey: CASELOOP_KEY });

// kept beside what was done about the events, so that both go on or neither
let after = Number(process.argv[2] ?? 0);
for (let more = true; more;) {
  const { data } = await caseloop.GET('/v1/events', { params: { query: { after, limit: 200 } } });
  // known by its id if a webhook has brought it already
  for (const { id, type } of data.items) console.log(id, type);
  ({ position: after, more } = data);
}

const stuck = everyItem((page) => caseloop.GET('/v1/deliveries', { params: { query: { state: 'stuck', ...page } } }));
for await (const { caseId, seq } of stuck) console.log('not sent', caseId, seq);

console.log('next time after', after);
