import { parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '../kit/clock.ts';
import { createBackup } from './create-backup.ts';

/* Makes a backup beside the server's own thread: checking a large database takes seconds in which nobody would be answered. */

parentPort?.postMessage(await createBackup(workerData, systemClock, () => undefined));
