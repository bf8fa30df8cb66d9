import { once } from 'node:events';
import { constants } from 'node:fs';
import { access, mkdir, open, rm, stat, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { isPostgres } from '../../store/is-postgres.ts';
import { fail, ok, type Step, warn } from './step.ts';

interface Machine {
  host: string;
  port: number;
  dataDir: string;
  databaseLocation: string;
  isServerRunning: boolean;
}

/** Below it a database of some years, its log and a backup do not fit. */
const LITTLE_ROOM_BYTES = 2e9;
const NO_ROOM_BYTES = 200e6;
/** A disk of the slowest kind turns in 17 ms; what takes longer makes every message wait. */
const SLOW_FLUSH_MS = 50;
const FLUSHES = 10;

/**
 * File systems over a network, by the number that Linux gives them: their locks and write-ahead logs cannot be trusted by SQLite.
 * Source: https://man7.org/linux/man-pages/man2/statfs.2.html and https://sqlite.org/wal.html
 */
const NETWORK_FILE_SYSTEMS = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB2'],
  [0x01021997, '9P'],
  [0x65735546, 'FUSE'],
  [0x00c36400, 'Ceph'],
]);

/** Whether the machine gives the server what it needs: a port, room, a disk that keeps what it is told. */
export function machineSteps({ host, port, dataDir, databaseLocation, isServerRunning }: Machine): Step[] {
  return [
    { name: 'port', look: () => checkPort(host, port, isServerRunning) },
    { name: 'data folder', look: () => checkFolder(dataDir) },
    { name: 'disk space', look: () => checkRoom(dataDir) },
    { name: 'file system', look: () => checkFileSystem(dataDir, isPostgres(databaseLocation)) },
    { name: 'disk flush', look: () => checkFlush(dataDir) },
  ];
}

async function checkPort(host: string, port: number, isServerRunning: boolean) {
  const server = createServer().listen({ host, port });
  try {
    await once(server, 'listening');
    return ok(`${host}:${port} is free for the server.`);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE' && isServerRunning) return ok(`${host}:${port} is in use, by the server it seems.`);
    if (code === 'EADDRINUSE')
      return fail(`Another program listens on ${host}:${port}.`, 'Stop it, or set PORT to another number.');
    if (code === 'EACCES')
      return fail(`Port ${port} needs more rights.`, 'Take a port above 1023, with a proxy in front of it.');
    return fail(`${host}:${port} cannot be listened on (${String(code)}).`, 'Set HOST to an address of this machine.');
  } finally {
    server.close();
  }
}

async function checkFolder(dataDir: string) {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await access(dataDir, constants.R_OK | constants.W_OK);
  } catch {
    return fail(`${dataDir} cannot be written.`, 'Give it to the account that runs the server, or set DATA_DIR.');
  }
  const { mode } = await stat(dataDir);
  if ((mode & 0o007) === 0) return ok(`${dataDir} can be written, and not be read by others.`);
  return warn(`Everybody on this machine can look into ${dataDir}.`, `chmod 700 ${dataDir}`);
}

async function checkRoom(dataDir: string) {
  const { bavail, bsize } = await statfs(dataDir);
  const bytes = bavail * bsize;
  const found = `${(bytes / 1e9).toFixed(1)} GB are free in ${dataDir}.`;
  const remedy = 'Make room, move DATA_DIR to a larger disk, or keep fewer backups there (--keep).';
  if (bytes < NO_ROOM_BYTES) return fail(found, remedy);
  return bytes < LITTLE_ROOM_BYTES ? warn(found, remedy) : ok(found);
}

async function checkFileSystem(dataDir: string, hasPostgres: boolean) {
  const name = NETWORK_FILE_SYSTEMS.get((await statfs(dataDir)).type >>> 0);
  if (name === undefined) return ok(`${dataDir} lies on a disk of this machine.`);
  if (hasPostgres) return ok(`${dataDir} lies on ${name}; the database is elsewhere.`);
  return fail(
    `${dataDir} lies on ${name}: SQLite can lose data there.`,
    'Set DATA_DIR to a disk of this machine, or use Postgres (DATABASE_URL).',
  );
}

async function checkFlush(dataDir: string) {
  const file = join(dataDir, `flush-test-${process.pid}`);
  const handle = await open(file, 'w');
  try {
    const startedMs = performance.now();
    for (let i = 0; i < FLUSHES; i += 1) {
      await handle.write('x');
      await handle.sync();
    }
    const eachMs = (performance.now() - startedMs) / FLUSHES;
    const found = `Writing down takes ${eachMs.toFixed(1)} ms.`;
    const remedy = 'Every message waits that long: put DATA_DIR on a faster disk.';
    return eachMs < SLOW_FLUSH_MS ? ok(found) : warn(found, remedy);
  } finally {
    await handle.close();
    await rm(file, { force: true });
  }
}
