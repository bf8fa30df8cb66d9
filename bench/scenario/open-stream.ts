import { setTimeout as sleep } from 'node:timers/promises';
import { must } from '../../server/src/kit/must.ts';
import { closeAll, openConnections } from '../driver/load.ts';
import { type OurServer, startOurServer } from '../driver/our-server.ts';
import { readRssMiB, startRssWatch } from '../driver/process-meter.ts';
import type { RawConnection } from '../driver/raw-connection.ts';
import { verifyAnswer } from '../driver/verify-answer.ts';
import type { Scenario } from './scenario.ts';

const streams = 1_000;
const script = { tokens: 3_600, tokensPerSecond: 1, charsPerToken: 0, eventsPerChunk: 1, seed: 1 };

/** Memory of the whole server while 1,000 slow streams are open. */
export const openStream: Scenario = {
  name: 'open-stream',
  run: async (upstream) => {
    const server = await startOurServer(upstream);
    const connections = await openConnections(server.port, streams);
    try {
      const idleMiB = await readRssMiB(server.pid);
      const watch = startRssWatch(server.pid);
      for (const connection of connections) {
        // No answer ends within the measurement: what matters is what has come when it is over.
        connection.send(server.formatRequest(script)).catch((error: unknown) => console.error(error));
      }
      await waitForTokens(server, connections);
      await sleep(5_000);
      const openMiB = await watch.stop();
      for (const connection of connections) verifySoFar(server, connection);
      return [{ figure: 'open-stream', ours: openMiB, detail: { idleMiB } }];
    } finally {
      closeAll(connections);
      await server.stop();
    }
  },
};

async function waitForTokens(server: OurServer, connections: readonly RawConnection[]): Promise<void> {
  const deadlineMs = performance.now() + 30_000;
  const isStreaming = (connection: RawConnection) =>
    Buffer.concat(connection.received?.pieces ?? []).includes(server.marker);
  while (!connections.every(isStreaming)) {
    if (performance.now() > deadlineMs) throw new Error('not every stream had its first token within 30 s');
    await sleep(200);
  }
}

function verifySoFar(server: OurServer, connection: RawConnection): void {
  verifyAnswer(server, must(connection.received, 'an answer under way'), script, true);
}
