import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Everything that can be said about the code without running it, in the order of how fast it is said. */
const STEPS: readonly [string, ...string[]][] = [
  ['biome', 'ci', '.'],
  ['depcruise', '--config', '.dependency-cruiser.cjs', 'server/src', 'client/src', 'web/src', 'mobile/src'],
  ...['server', 'client', 'web', 'web/worker', 'bench', 'e2e'].map((workspace): [string, ...string[]] => [
    'tsc',
    '-p',
    workspace,
  ]),
  // Who only works on the server has not installed what the phone app needs.
  ...(existsSync('mobile/node_modules') ? [['tsc', '-p', 'mobile'] as [string, ...string[]]] : []),
  ['knip'],
];

let failures = 0;
for (const [command, ...args] of STEPS) {
  const startedMs = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${[command, ...args].join(' ')} (${seconds} s)`);
  if (status === 0) continue;
  failures += 1;
  console.log(`${stdout}${stderr}`);
}
process.exit(failures === 0 ? 0 : 1);
