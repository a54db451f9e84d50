/** Receives the webhooks of Caseloop, each once: says to the customer what is to be said, and hears of cases. */
import { verifyWebhook, WebhookRefused, type VerifiedWebhook } from 'caseloop/client';
import express from 'express';

const { WEBHOOK_SECRET = '', PORT = '3001' } = process.env;

/** Ids that were done; a table with a unique key in a real backend. */
const done = new Set<string>();

const app = express();
// the signature is over the bytes: nothing may parse them before
app.post('/caseloop', express.raw({ type: 'application/json', limit: '1mb' }), (req, res) => {
  try {
    const webhook = verifyWebhook({ body: req.body as Buffer, headers: req.headers, secret: WEBHOOK_SECRET });
    if (!done.has(webhook.id)) {
      take(webhook);
      done.add(webhook.id);
    }
    res.sendStatus(204);
  } catch (error) {
    if (!(error instanceof WebhookRefused)) throw error;
    res.sendStatus(400);
  }
});
app.listen(Number(PORT), '127.0.0.1', () => {
  console.log(`listening on ${PORT}`);
});

function take({ is, body }: VerifiedWebhook): void {
  switch (is) {
    case 'message':
      console.log(`to ${body.customer.threadId ?? ''}: ${body.text}`);
      break;
    case 'notice':
      console.log(`to ${body.role}: ${body.subject}`);
      break;
    case 'event':
      console.log(`${body.caseId} ${body.seq} ${body.type}`);
      break;
    case 'test':
      console.log('tested');
  }
}
