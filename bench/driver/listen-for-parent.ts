import type { Server } from 'node:net';

/** Listens on a free loopback port, tells the parent process which, and ends this process when the parent is gone. */
export function listenForParent(server: Server): void {
  server.listen({ host: '127.0.0.1', port: 0, backlog: 2048 }, () => {
    const address = server.address();
    if (address !== null && typeof address === 'object') process.send?.({ port: address.port });
  });
  process.on('disconnect', () => process.exit(0));
}
