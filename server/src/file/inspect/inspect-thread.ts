import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { inspectContent } from './inspect-content.ts';

/* Looks into a file beside the server's own thread: one that loops or swells takes nothing along but this. */

const { path }: { path: string } = workerData;
parentPort?.postMessage(await inspectContent(new Uint8Array(await readFile(path))));
