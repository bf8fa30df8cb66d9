import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { TestPerson } from './test-person.ts';

/** Asks for an answer's stream and then never reads a byte of it. The connection is the caller's to destroy. */
export async function openStalledReader(url: string, person: TestPerson, streamId: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => socket.destroy());
  socket.pause();
  await once(socket, 'connect');
  socket.write(
    `GET /chat/streams/${streamId} HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${person.token}\r\n\r\n`,
  );
  return socket;
}
