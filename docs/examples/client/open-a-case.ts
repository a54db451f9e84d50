/** A customer has written: open the case and say what was promised. */
import { createClient } from 'caseloop/client';

const { CASELOOP_URL = 'http://127.0.0.1:3000', CASELOOP_KEY = '' } = process.env;
const caseloop = createClient({ baseUrl: CASELOOP_URL, apiKey: CASELOOP_KEY });

// the id that your own system gave the message: sent twice, it is one message of one case
const messageId = process.argv[2] ?? `chat-${Date.now()}`;

const { data: opened } = await caseloop.POST('/v1/messages', {
  body: {
    shop: 'main',
    channel: 'chat',
    messageId,
    threadId: `thread-of-${messageId}`,
    customer: { id: `customer-of-${messageId}`, name: '王芳', locale: 'zh' },
    text: '昨天买的台灯一直闪,怎么办?',
  },
});
console.log(`case ${opened.caseId}`, opened.joined ? 'joined' : 'opened');

// 202 means stored and told; `after` waits until the case has taken the message in
const { data: theCase } = await caseloop.GET('/v1/cases/{caseId}', {
  params: { path: { caseId: opened.caseId }, query: { after: messageId } },
});
for (const clock of theCase.clocks) console.log(clock.name, clock.state, clock.dueAt);
