/** Follows a case to its end, line by line. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient, everyItem } from 'caseloop/client';

const { CASELOOP_URL = 'http://127.0.0.1:3000', CASELOOP_KEY = '' } = process.env;
const caseloop = createClient({ baseUrl: CASELOOP_URL, apiKey: CASELOOP_KEY });

const [caseId = ''] = process.argv.slice(2);
const path = { caseId };

let seen = -1;
for (;;) {
  // the case first: events that come between the two are read with their case the next time
  const { data: theCase } = await caseloop.GET('/v1/cases/{caseId}', { params: { path } });
  const events = everyItem((query) => caseloop.GET('/v1/cases/{caseId}/events', { params: { path, query } }));
  for await (const event of events) {
    if (event.seq <= seen) continue;
    seen = event.seq;
    console.log(event.seq, event.type, event.line);
  }
  if (theCase.status === 'closed') {
    console.log('closed', theCase.closedHow);
    break;
  }
  await sleep(500);
}
