import { rm } from 'node:fs/promises';
import { createDataDir } from '../driver/create-data-dir.ts';
import { launchOurServer } from '../driver/our-server.ts';
import { readCpuMs } from '../driver/process-meter.ts';
import type { Subject } from '../driver/subject.ts';
import type { Scenario } from './scenario.ts';

/** From the start of the process to the first green /ready, on a new data directory and on one that exists. */
export const startUp: Scenario = {
  name: 'start-up',
  run: async (upstream) => {
    const dataDir = createDataDir();
    try {
      return [
        { figure: 'start-up-fresh', ...(await measureStart(upstream, dataDir)) },
        { figure: 'start-up-existing', ...(await measureStart(upstream, dataDir)) },
      ];
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  },
};

async function measureStart(upstream: Subject, dataDir: string) {
  const { pid, readyAfterMs, stop } = await launchOurServer(upstream, dataDir);
  const cpuMs = await readCpuMs(pid);
  await stop();
  return { ours: readyAfterMs, detail: { cpuMs } };
}
