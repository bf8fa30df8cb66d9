import { readFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { inspectContent } from './inspect-content.ts';

/* Looks into files beside the server's own thread: one that loops or swells takes nothing along but this. */

parentPort?.on('message', async (path: string) => {
  parentPort?.postMessage(await inspectContent(new Uint8Array(await readFile(path))));
});
