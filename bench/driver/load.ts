import { RawConnection, type RawReply } from './raw-connection.ts';

/** An answer with the number of the request it belongs to. */
export interface Numbered {
  index: number;
  raw: RawReply;
}

/** Sends request number 0 to `count - 1` all at once, each on a connection that is open already. */
export async function sendAtOnce(port: number, count: number, request: (index: number) => Buffer): Promise<Numbered[]> {
  const connections = await openConnections(port, count);
  const answers = connections.map(async (connection, index) => ({ index, raw: await connection.send(request(index)) }));
  const numbered = await Promise.all(answers);
  closeAll(connections);
  return numbered;
}

/**
 * Open loop: sends `count` requests on a fixed schedule of `perSecond`, whether or not earlier ones are answered.
 * @param marker the text whose arrival is timed in each answer
 */
export async function sendOnSchedule(
  port: number,
  schedule: { count: number; perSecond: number; marker: string },
  request: (index: number) => Buffer,
): Promise<Numbered[]> {
  const idle = await openConnections(port, 32);
  const answers: Promise<Numbered>[] = [];
  const sendNext = async (index: number): Promise<Numbered> => {
    const connection = idle.pop() ?? (await RawConnection.open(port));
    const raw = await connection.send(request(index), schedule.marker);
    idle.push(connection);
    return { index, raw };
  };
  const startedAtMs = performance.now();
  for (let index = 0; index < schedule.count; index += 1) {
    const waitMs = startedAtMs + (index * 1000) / schedule.perSecond - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    answers.push(sendNext(index));
  }
  const numbered = await Promise.all(answers);
  closeAll(idle);
  return numbered;
}

/** Closed loop: `clients` connections, each asking again as soon as it is answered, for `durationMs`. Gives every answer and the time it took in all. */
export async function sendInLoop(
  port: number,
  loop: { clients: number; durationMs: number },
  request: (index: number, client: number) => Buffer,
): Promise<{ answers: Numbered[]; elapsedMs: number }> {
  const connections = await openConnections(port, loop.clients);
  const answers: Numbered[] = [];
  let sent = 0;
  const startedAtMs = performance.now();
  const endsAtMs = startedAtMs + loop.durationMs;
  await Promise.all(
    connections.map(async (connection, client) => {
      while (performance.now() < endsAtMs) {
        const index = sent;
        sent += 1;
        answers.push({ index, raw: await connection.send(request(index, client)) });
      }
    }),
  );
  const elapsedMs = performance.now() - startedAtMs;
  closeAll(connections);
  return { answers, elapsedMs };
}

/** Opens `count` connections to `port`. */
export async function openConnections(port: number, count: number): Promise<RawConnection[]> {
  return Promise.all(Array.from({ length: count }, () => RawConnection.open(port)));
}

/** Drops them all. */
export function closeAll(connections: readonly RawConnection[]): void {
  for (const connection of connections) connection.close();
}
