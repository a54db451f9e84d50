import { Webhook } from 'standardwebhooks';

/**
 * Headers that sign a request as Standard Webhooks say, over `id.timestamp.body`. The id of a read is its method and
 * path, so that the signature of one cannot be used for another.
 * @param secret `whsec_` and base64
 */
export function signed(secret: string, { id, body }: { id: string; body: string }): Record<string, string> {
  const now = new Date();
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, now, body),
  };
}

/** Whether a request was signed with the secret for this id within the last 5 minutes, and nothing was altered. */
export function isSigned(
  secret: string,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  { id, body }: { id: string; body: string },
): boolean {
  const [given, timestamp, signature] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(
    (name) => headers[name],
  );
  if (given !== id || typeof timestamp !== 'string' || typeof signature !== 'string') return false;
  try {
    new Webhook(secret).verify(
      body,
      { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature },
      { jsonParse: false },
    );
    return true;
  } catch {
    return false;
  }
}
