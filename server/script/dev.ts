import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

/** Runs the server, restarted when its sources change, and the page with hot reload on http://127.0.0.1:5173/app/. */
const ROOT = join(import.meta.dirname, '../..');

const children: ChildProcess[] = [
  run(['--watch', '--watch-preserve-output', 'server/start.js'], ROOT),
  run([join(ROOT, 'node_modules/vite/bin/vite.js'), '--host', '127.0.0.1'], join(ROOT, 'web')),
];

for (const child of children) child.on('exit', stopAll);
process.on('SIGINT', stopAll);
process.on('SIGTERM', stopAll);

function run(args: string[], cwd: string): ChildProcess {
  return spawn(process.execPath, args, { cwd, stdio: 'inherit' });
}

function stopAll(): void {
  for (const child of children) child.kill('SIGTERM');
}
