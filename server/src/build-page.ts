import { execFile } from 'node:child_process';
import { glob, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '../..');
const WEB = join(ROOT, 'web');
const BUILT = join(WEB, 'dist');
const SOURCES = ['web/{src,public}/**/*.*', 'web/*.*', 'client/src/**/*.*', 'package-lock.json'];

/**
 * Builds the page where it is missing or older than what it is made of. It appears as a whole: a server that is running never has half of it.
 * @throws Error with what the build said
 */
export async function buildPage(): Promise<void> {
  if (await isPageBuilt()) return;
  const cache = join(ROOT, `node_modules/.cache/omniai-page-${process.pid}`);
  const [fresh, old] = [join(cache, 'fresh'), join(cache, 'old')];
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  // Whoever builds it (tests have another NODE_ENV), people get React without its checks for developers.
  const env = { ...process.env, NODE_ENV: 'production' };
  await promisify(execFile)(process.execPath, [vite, 'build', '--outDir', fresh, '--emptyOutDir'], { cwd: WEB, env });
  // Another process may have been faster.
  if (!(await isPageBuilt())) {
    if (await findTimeMs(BUILT)) await rename(BUILT, old);
    await rename(fresh, BUILT);
  }
  await rm(cache, { recursive: true, force: true });
}

/** Whether the page is there and none of its sources is newer. */
export async function isPageBuilt(): Promise<boolean> {
  const builtMs = await findTimeMs(join(BUILT, 'index.html'));
  if (builtMs === undefined) return false;
  for await (const source of glob(SOURCES, { cwd: ROOT })) {
    const changedMs = await findTimeMs(join(ROOT, source));
    if (changedMs !== undefined && changedMs > builtMs) return false;
  }
  return true;
}

/** When a file or a folder was last changed, in milliseconds since 1970; undefined where there is none. */
async function findTimeMs(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).mtimeMs;
  } catch {
    return undefined; // Nothing is there.
  }
}
