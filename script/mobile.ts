import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Runs a script of the phone app (or with `exec` a command of ours that needs it), after installing what it needs where that is missing. */
const [name = 'start', ...args] = process.argv.slice(2);

function run(command: string, ...words: string[]): void {
  const { status } = spawnSync(command, words, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync('mobile/node_modules')) run('npm', 'ci', '--prefix', 'mobile');
const [command, ...rest] = args;
if (name === 'exec' && command !== undefined) run(command, ...rest);
else run('npm', 'run', name, '--prefix', 'mobile', '--', ...args);
