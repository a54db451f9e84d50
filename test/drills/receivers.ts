/** The other sides, slow enough that a kill meets sends on their way: a mail server, and a shop's backend. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import type { Arrival } from './reconcile.ts';

const SLOWEST_MS = 60;

export interface Receivers {
  readonly smtpUrl: string;
  readonly hookUrl: string;
  /** All that has arrived, in its order. */
  readonly arrivals: readonly Arrival[];
  /** What came without a key of ours. */
  readonly strays: readonly string[];
  close(): Promise<void>;
}

const portOf = ({ port }: AddressInfo): number => port;

/** Both on free ports of loopback. What was received whole is kept before it is answered. */
export async function startReceivers(): Promise<Receivers> {
  const arrivals: Arrival[] = [];
  const strays: string[] = [];
  const keep = (via: Arrival['via'], key: string | undefined): Promise<void> => {
    if (key === undefined) strays.push(`${via} at ${new Date().toISOString()}`);
    else arrivals.push({ key, via, at: Date.now() });
    return sleep(Math.random() * SLOWEST_MS);
  };

  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      let raw = '';
      stream.setEncoding('utf8').on('data', (part: string) => (raw += part));
      stream.on('end', () => {
        void keep('mail', /^X-Caseloop-Key: (\S+)\r?$/im.exec(raw)?.[1]).then(() => {
          done();
        });
      });
    },
  });
  // A sender that is killed in the middle of a session.
  smtp.on('error', () => undefined);
  const mail = smtp.listen(0, '127.0.0.1');
  await once(mail, 'listening');

  const hooks = createServer((request, response) => {
    const key = request.headers['webhook-id'];
    request.on('error', () => undefined).resume();
    request.on('end', () => {
      void keep('webhook', typeof key === 'string' ? key : undefined).then(() => response.writeHead(200).end());
    });
  });
  hooks.listen(0, '127.0.0.1');
  await once(hooks, 'listening');

  return {
    smtpUrl: `smtp://127.0.0.1:${portOf(mail.address() as AddressInfo)}`,
    hookUrl: `http://127.0.0.1:${portOf(hooks.address() as AddressInfo)}/hook`,
    arrivals,
    strays,
    async close() {
      hooks.closeAllConnections();
      hooks.close();
      const ended = new Promise<void>((resolve) => {
        smtp.close(resolve);
      });
      await Promise.race([ended, sleep(3000)]);
    },
  };
}
