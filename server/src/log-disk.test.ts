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
