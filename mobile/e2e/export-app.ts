import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const MOBILE = join(import.meta.dirname, '..');

/** Builds the web target of the app into `dist`. @returns that folder */
export async function exportApp(): Promise<string> {
  const args = [join(MOBILE, 'node_modules/expo/bin/cli'), 'export', '--platform', 'web', '--output-dir', 'dist'];
  const env = { ...process.env, CI: '1', EXPO_NO_TELEMETRY: '1', EXPO_OFFLINE: '1' };
  await promisify(execFile)(process.execPath, args, { cwd: MOBILE, env, maxBuffer: 64_000_000 });
  return join(MOBILE, 'dist');
}
