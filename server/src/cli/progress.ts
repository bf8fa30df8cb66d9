import type { OnProgress } from '../store/copy-tables.ts';
import type { Terminal } from './terminal.ts';

/** Draws how far a job is while a person watches; its bar goes away with its scope. */
export async function openProgress(
  { isWatched }: Terminal,
  json: boolean | undefined,
): Promise<{ onProgress: OnProgress } & Disposable> {
  if (!isWatched || json) return { onProgress: () => undefined, [Symbol.dispose]: () => undefined };
  const { Presets, SingleBar } = await import('cli-progress');
  const bar = new SingleBar(
    {
      format: ' {bar} {percentage}% | {value} of {total} | {eta_formatted} left',
      clearOnComplete: true,
      etaBuffer: 50,
    },
    Presets.shades_classic,
  );
  let isStarted = false;
  return {
    onProgress(done, total) {
      if (!isStarted) bar.start(total, 0);
      isStarted = true;
      bar.setTotal(total);
      bar.update(done);
    },
    [Symbol.dispose]: () => bar.stop(),
  };
}
