import type { OnProgress } from '../store/copy-tables.ts';
import type { Terminal } from './terminal.ts';

/** Runs a job and draws how far it is while a person watches. */
export async function withProgress<T>(
  { isWatched }: Terminal,
  json: boolean | undefined,
  job: (onProgress: OnProgress) => Promise<T>,
): Promise<T> {
  if (!isWatched || json) return job(() => undefined);
  const { Presets, SingleBar } = await import('cli-progress');
  const format = ' {bar} {percentage}% | {value} of {total} | {eta_formatted} left';
  const bar = new SingleBar({ format, clearOnComplete: true, etaBuffer: 50 }, Presets.shades_classic);
  let isStarted = false;
  try {
    return await job((done, total) => {
      if (!isStarted) bar.start(total, 0);
      isStarted = true;
      bar.setTotal(total);
      bar.update(done);
    });
  } finally {
    bar.stop();
  }
}
