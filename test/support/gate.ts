import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a server, on this port or any free one, that can be blocked while connections are open. */
export async function gate(port: number, at = 0) {
  const pairs = new Set<[Socket, Socket]>();
  let open = true;
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    for (const socket of pair) socket.on('error', () => undefined).on('close', () => pairs.delete(pair));
    near.pipe(far);
    far.pipe(near);
    if (!open) for (const socket of pair) socket.pause();
  });
  server.listen(at, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    block(blocked: boolean) {
      open = !blocked;
      for (const pair of pairs) for (const socket of pair) socket[blocked ? 'pause' : 'resume']();
    },
    close() {
      for (const pair of pairs) for (const socket of pair) socket.destroy();
      server.close();
    },
  };
}
