import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Makes an empty folder for a server's data; it goes when this process ends, however that comes about short of a kill. */
export function createDataDir(): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'omniai-bench-'));
  process.on('exit', () => rmSync(dataDir, { recursive: true, force: true }));
  return dataDir;
}
