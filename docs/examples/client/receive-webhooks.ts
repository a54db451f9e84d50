/** Receives the webhooks of Caseloop: sends the customer what is to be said, once. */
import { verifyWebhook, WebhookRefused } from 'caseloop/client';
import express from 'express';

const { WEBHOOK_SECRET = '', PORT = '3001' } = process.env;

/** Ids that were done; a table with a unique key in a real backend. */
const done = new Set<string>();

const app = express();
// the signature is over the bytes: nothing may parse them before
app.post('/caseloop', express.raw({ type: 'application/json', limit: '1mb' }), (req, res) => {
  try {
    const { id, event } = verifyWebhook({ body: req.body as Buffer, headers: req.headers, secret: WEBHOOK_SECRET });
    if (!done.has(id)) {
      done.add(id);
      if (event.type === 'message.send') console.log(`to ${event.customer.threadId ?? ''}: ${event.text}`);
      else console.log(`to ${event.role}: ${event.subject}`);
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
