import { once } from 'node:events';
import { createServer, connect, type AddressInfo } from 'node:net';

/** This port if nobody listens on it, else any free one. */
export async function freePort(wanted = 0): Promise<number> {
  return (wanted > 0 && (await listenOnce(wanted, '127.0.0.1'))) || listenOnce(0, '127.0.0.1');
}

/** True when a server could listen here now. */
export async function isFree(port: number, host: string): Promise<boolean> {
  return (await listenOnce(port, host)) !== 0;
}

/** The port that was free, or 0. */
async function listenOnce(port: number, host: string): Promise<number> {
  const server = createServer();
  try {
    server.listen({ port, host, exclusive: true });
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  } catch {
    return 0;
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
