/** A customer wants the money of an order back: apply, and see what was decided and paid. */
import { setTimeout as sleep } from 'node:timers/promises';
import { CaseloopProblem, createClient } from 'caseloop/client';

const { CASELOOP_URL = 'http://127.0.0.1:3000', CASELOOP_KEY = '' } = process.env;
const caseloop = createClient({ baseUrl: CASELOOP_URL, apiKey: CASELOOP_KEY });

/** The id of the request's case. */
async function apply(orderId: string, customerId: string): Promise<string> {
  try {
    const { data } = await caseloop.POST('/v1/cases', {
      body: {
        shop: 'main',
        kind: 'after-sales',
        channel: 'chat',
        messageId: `refund-of-${orderId}`,
        customer: { id: customerId },
        text: '还没发货,请帮我取消订单并退款。',
        orderId,
        application: { requestType: 'cancel' },
      },
      // a process that was restarted and asks once more asks the same
      idempotencyKey: `refund-of-${orderId}`,
    });
    return data.caseId;
  } catch (error) {
    // what is wrong in the request, field by field
    const faults = error instanceof CaseloopProblem ? error.errors : [];
    for (const { pointer, message } of faults) console.error(pointer, message);
    throw error;
  }
}

const [orderId = '', customerId = ''] = process.argv.slice(2);
const path = { caseId: await apply(orderId, customerId) };
for (;;) {
  const { data } = await caseloop.GET('/v1/cases/{caseId}', { params: { path } });
  const request = data.afterSales;
  if (request && request.paid > 0) {
    console.log(data.caseId, request.verdicts.at(-1)?.decision, request.remedy, `paid back ${request.paid}`);
    break;
  }
  await sleep(200);
}
