import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { AppError } from '../errors.ts';
import { createQueue } from '../kit/create-queue.ts';
import { FILE_LIMITS } from '../kit/limits.ts';
import type { Inspection, Refusal } from './inspect/inspection.ts';

/** Finds out what a file is, and takes its text out. @throws AppError E1001 or E1005 when it is none for a message, E1007 when too many wait */
export type InspectFile = (path: string) => Promise<Inspection>;

type Finding = Inspection | { refusal: Refusal };

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

/** What looking into one file may take. */
interface InspectCost {
  ms: number;
  /** Of memory outside the heap, where what is unpacked lies. */
  bufferBytes: number;
}

const COST: InspectCost = { ms: FILE_LIMITS.inspectMs, bufferBytes: FILE_LIMITS.inspectBufferBytes };

/** Memory outside its heap, which no resource limit of a thread bounds, is looked at this often; a thread fills some megabytes meanwhile. */
const WATCH_MS = 50;
/** A thread begins in a tenth of a second: the ten pictures that somebody sends at once need not pay that ten times. */
const IDLE_MS = 10_000;

/** Makes the one who looks into files, a few at a time. @param cost only tests have a reason to give another */
export function createInspectFile(cost: InspectCost = COST): InspectFile {
  const idle = new Map<Worker, NodeJS.Timeout>();
  const queue = createQueue(FILE_LIMITS.inspectionsAtOnce, FILE_LIMITS.waitingInspections, () => {
    throw new AppError('E1007', 'Too many files are being read. Try again shortly.', { retryAfterS: 5 });
  });

  function takeThread(): Worker {
    const [rested] = idle;
    if (!rested) return startThread();
    const [thread, timer] = rested;
    clearTimeout(timer);
    idle.delete(thread);
    return thread;
  }

  function rest(thread: Worker): void {
    const end = () => {
      idle.delete(thread);
      void thread.terminate();
    };
    idle.set(thread, setTimeout(end, IDLE_MS).unref());
  }

  async function inspect(path: string): Promise<Finding> {
    const thread = takeThread();
    const finding = await ask(thread, path, cost).catch((cause: unknown) => {
      void thread.terminate();
      throw new AppError('E1001', 'This file could not be read: it takes too long or too much memory.', { cause });
    });
    // What a PDF left in its memory would count against the next file.
    if ('kind' in finding && finding.kind !== 'pdf') rest(thread);
    else void thread.terminate();
    return finding;
  }

  return async (path) => {
    const finding = await queue(() => inspect(path));
    if ('refusal' in finding) throw REFUSALS[finding.refusal]();
    return finding;
  };
}

function startThread(): Worker {
  const thread = new Worker(new URL('./inspect/inspect-thread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: FILE_LIMITS.inspectHeapMb },
    // What a library has to say of a file goes nowhere: it may repeat it.
    stdout: true,
    stderr: true,
  });
  thread.unref();
  // Whoever asks it hears of its failure; of one that fails while it is being ended nobody needs to, and unheard it would end the server.
  thread.on('error', () => undefined);
  return thread;
}

/** @throws Error when it takes too long or too much memory, or the thread ends otherwise */
async function ask(thread: Worker, path: string, cost: InspectCost): Promise<Finding> {
  const over = new AbortController();
  const watch = setInterval(async () => {
    // One that has not begun yet has no statistics.
    const statistics = await thread.getHeapStatistics().catch(() => undefined);
    if ((statistics?.external_memory ?? 0) > cost.bufferBytes) over.abort();
  }, WATCH_MS);
  const deadline = setTimeout(() => over.abort(), cost.ms);
  // Its end is a failure as long as it is asked.
  const stop = () => over.abort();
  thread.once('exit', stop);
  try {
    thread.postMessage(path);
    const [finding]: Finding[] = await once(thread, 'message', { signal: over.signal });
    if (!finding) throw new Error('the thread gave nothing');
    return finding;
  } finally {
    clearInterval(watch);
    clearTimeout(deadline);
    thread.off('exit', stop);
  }
}
