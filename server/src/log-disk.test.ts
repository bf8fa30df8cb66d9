import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const PROGRAM = `
  import { createLog } from '${import.meta.dirname}/log.ts';
  const log = createLog('info');
  for (let i = 0; i < 100; i += 1) log.info({ count: i }, 'a line');
  process.stderr.write('still there');
`;

const PREPARED = `
  import '${import.meta.dirname}/../prepare-node.js';
  for (let i = 0; i < 100; i += 1) process.stdout.write('a line\\n');
  process.stdout.once('error', () => setImmediate(() => process.stderr.write('still there')));
`;

it.runIf(process.platform === 'linux')('a log whose file takes nothing more stops nobody', () => {
  const folder = mkdtempSync(join(tmpdir(), 'omniai-log-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'log');
  const output = openSync(file, 'w');
  const node = [process.execPath, '--input-type=module-typescript', '--eval', PROGRAM];
  const { status, stderr } = spawnSync('prlimit', ['--fsize=1000', ...node], {
    stdio: ['ignore', output, 'pipe'],
    encoding: 'utf8',
  });
  closeSync(output);
  expect({ status, stderr }).toEqual({ status: 0, stderr: 'still there' });
  expect(readFileSync(file, 'utf8')).toContain('"count":1');
});

it.runIf(process.platform === 'linux')('what is said to a reader that is gone stops nobody', () => {
  const command = '(trap "" PIPE; "$0" --input-type=module --eval "$1"; echo " $?" >&2) | true';
  const { stderr } = spawnSync('bash', ['-c', command, process.execPath, PREPARED], { encoding: 'utf8' });
  expect(stderr).toBe('still there 0\n');
});
