import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, connect } from 'node:net';

/**
 * Below the ports that systems give to outgoing connections: one that the system itself would pick may be taken by the
 * next connection, before a server listens there.
 */
const OURS = [20_000, 32_000] as const;
const TRIES = 50;

/** This port if nobody listens on it, else any free one. */
export async function freePort(wanted = 0): Promise<number> {
  if (wanted > 0 && (await isFree(wanted, '127.0.0.1'))) return wanted;
  for (let i = 0; i < TRIES; i++) {
    const port = randomInt(...OURS);
    if (await isFree(port, '127.0.0.1')) return port;
  }
  throw new Error(`no free port found from ${OURS[0]} to ${OURS[1]}`);
}

/** True when a server could listen here now. */
export async function isFree(port: number, host: string): Promise<boolean> {
  const server = createServer();
  try {
    server.listen({ port, host, exclusive: true });
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}

/** True when something takes connections on this port of 127.0.0.1; it need not be one's own child. */
export async function answers(port: number): Promise<boolean> {
  const socket = connect({ port, host: '127.0.0.1' });
  socket.setTimeout(1000, () => socket.destroy(new Error('no answer')));
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
