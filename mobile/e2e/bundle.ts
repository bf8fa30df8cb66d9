import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { exportApp, type Platform } from './export-app.ts';

/** Builds the app for every platform and says how large it is: what is executed, that compressed, and all files together. */
const PLATFORMS: readonly Platform[] = ['web', 'android', 'ios'];
const CODE = ['.js', '.hbc'];

const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(2)} MB`.padStart(10);

for (const platform of PLATFORMS) {
  const folder = await mkdtemp(join(tmpdir(), `omniai-${platform}-`));
  const startedMs = performance.now();
  try {
    await exportApp(platform, folder);
    const seconds = ((performance.now() - startedMs) / 1_000).toFixed(0).padStart(4);
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    const sizes = await Promise.all(files.map(async (path) => (await stat(path)).size));
    const code = await Promise.all(files.filter((path) => CODE.includes(extname(path))).map((path) => readFile(path)));
    const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
    const raw = megabytes(sum(code.map(({ length }) => length)));
    const packed = megabytes(sum(code.map((bytes) => gzipSync(bytes).length)));
    process.stdout.write(
      `${platform.padEnd(8)} code ${raw}  gzip ${packed}  all files ${megabytes(sum(sizes))}  in ${seconds} s\n`,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}
