import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { must } from '../../server/src/kit/must.ts';

/** The server under test has this core to itself. */
export const SERVER_CORE = 0;
/** The upstream and the clients share this one. */
export const LOAD_CORE = 1;

/** A Node process that runs on one core only. */
export interface PinnedProcess {
  pid: number;
  child: ChildProcess;
  /** Asks it to end, waits for that, and forces it after 5 s. */
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Moves this very process, with all its threads, to `core`. */
export function pinSelf(core: number): void {
  moveSelf(String(core));
}

/** Runs `start` with this process on both cores, which what it starts keeps. */
export async function withBothCores<T>(start: () => Promise<T>): Promise<T> {
  moveSelf(`${SERVER_CORE},${LOAD_CORE}`);
  try {
    return await start();
  } finally {
    pinSelf(LOAD_CORE);
  }
}

function moveSelf(cores: string): void {
  execFileSync('taskset', ['--all-tasks', '--cpu-list', '--pid', cores, String(process.pid)]);
}

/** Starts `node <args>` on `core`, with a channel for messages to and from this process. Its output is kept silent unless it is an error. */
export function startPinned(
  core: number,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): PinnedProcess {
  // taskset replaces itself by node, so the pid is node's.
  const command = ['--cpu-list', String(core), process.execPath, ...args];
  const child = spawn('taskset', command, { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  running.add(child);
  child.on('exit', () => running.delete(child));
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    const force = setTimeout(() => child.kill('SIGKILL'), 5_000);
    child.kill('SIGTERM');
    await exited;
    clearTimeout(force);
  };
  return { pid: must(child.pid, 'taskset'), child, stop };
}

/** Starts a server of this folder (one that uses `listenForParent`) and waits for its port. */
export async function startDriver(
  core: number,
  file: string,
  ...args: string[]
): Promise<PinnedProcess & { port: number }> {
  const driver = startPinned(core, [new URL(file, import.meta.url).pathname, ...args]);
  const [message] = await once(driver.child, 'message', { signal: AbortSignal.timeout(10_000) });
  return { ...driver, port: Number(message.port) };
}
