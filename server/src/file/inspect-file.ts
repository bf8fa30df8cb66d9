import { Worker } from 'node:worker_threads';
import { AppError } from '../errors.ts';
import { createQueue } from '../kit/create-queue.ts';
import { FILE_LIMITS } from '../kit/limits.ts';
import type { Inspection, Refusal } from './inspect/inspection.ts';

/** Finds out what a file is, and takes its text out. @throws AppError E1001 or E1005 when it is none for a message, E1007 when too many wait */
export type InspectFile = (path: string) => Promise<Inspection>;

const REFUSALS: Readonly<Record<Refusal, () => AppError>> = {
  'unknown kind': () =>
    new AppError(
      'E1005',
      'Files of this kind cannot be read. Send a PNG, JPEG, WebP or GIF picture, a PDF or plain text.',
    ),
  'damaged image': () => new AppError('E1001', 'This picture is damaged.'),
  'huge image': () =>
    new AppError('E1001', `This picture has too many pixels: it may have ${FILE_LIMITS.pixels / 1e6} million.`),
  'damaged pdf': () => new AppError('E1001', 'This PDF is damaged.'),
  'locked pdf': () => new AppError('E1001', 'This PDF is locked with a password. Save it without one.'),
  'wordless pdf': () => new AppError('E1001', 'This PDF has no text, only pictures. Send its pages as pictures.'),
};

/** Memory outside its heap, which no resource limit of a thread bounds, is looked at this often; a thread fills some megabytes meanwhile. */
const WATCH_MS = 50;

/** What looking into one file may take. */
interface InspectCost {
  ms: number;
  /** Of memory outside the heap, where what is unpacked lies. */
  bufferBytes: number;
}

const COST: InspectCost = { ms: FILE_LIMITS.inspectMs, bufferBytes: FILE_LIMITS.inspectBufferBytes };

/** Makes the one who looks into files, a few at a time. @param cost only tests have a reason to give another */
export function createInspectFile(cost: InspectCost = COST): InspectFile {
  const queue = createQueue(FILE_LIMITS.inspectionsAtOnce, FILE_LIMITS.waitingInspections, () => {
    throw new AppError('E1007', 'Too many files are being read. Try again shortly.', { retryAfterS: 5 });
  });
  return async (path) => {
    const result = await queue(() => runThread(path, cost));
    if ('refusal' in result) throw REFUSALS[result.refusal]();
    return result;
  };
}

async function runThread(path: string, cost: InspectCost): Promise<Inspection | { refusal: Refusal }> {
  const thread = new Worker(new URL('./inspect/inspect-thread.ts', import.meta.url), {
    workerData: { path },
    resourceLimits: { maxOldGenerationSizeMb: FILE_LIMITS.inspectHeapMb },
    // What a library has to say of a file goes nowhere: it may repeat it.
    stdout: true,
    stderr: true,
  });
  const watch = setInterval(() => void stopWhenSwollen(thread, cost.bufferBytes), WATCH_MS);
  const deadline = setTimeout(() => void thread.terminate(), cost.ms);
  try {
    return await new Promise((resolve, reject) => {
      const giveUp = () =>
        reject(new AppError('E1001', 'This file could not be read: it takes too long or too much memory.'));
      thread.once('message', resolve);
      thread.once('error', giveUp);
      thread.once('exit', giveUp);
    });
  } finally {
    clearInterval(watch);
    clearTimeout(deadline);
    await thread.terminate();
  }
}

async function stopWhenSwollen(thread: Worker, maxBytes: number): Promise<void> {
  // One that has not begun or has ended has no statistics.
  const statistics = await thread.getHeapStatistics().catch(() => undefined);
  if ((statistics?.external_memory ?? 0) > maxBytes) await thread.terminate();
}
