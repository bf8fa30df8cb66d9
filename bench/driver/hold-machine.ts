import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A name in Linux' abstract namespace: the kernel frees it however the process ends. See unix(7). */
const name = '\0omniai-bench';

/** Waits until no other bench runs on this machine, and keeps others waiting until this process ends: two at once would measure each other. */
export async function holdMachine(say: (line: string) => void): Promise<void> {
  let hasSaid = false;
  while (!(await tryHold())) {
    if (!hasSaid) say('Another bench runs on this machine; waiting for its end …');
    hasSaid = true;
    await sleep(1_000);
  }
}

async function tryHold(): Promise<boolean> {
  const server = createServer().listen(name);
  server.unref();
  try {
    await once(server, 'listening');
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return false;
    throw error;
  }
}
