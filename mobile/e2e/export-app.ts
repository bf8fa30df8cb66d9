import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const MOBILE = join(import.meta.dirname, '..');

export type Platform = 'web' | 'android' | 'ios';

/** Builds the app as it is delivered into `folder`: pages and scripts for the web, Hermes bytecode for phones. */
export async function exportApp(platform: Platform, folder: string): Promise<void> {
  const args = [join(MOBILE, 'node_modules/expo/bin/cli'), 'export', '--platform', platform, '--output-dir', folder];
  const env = { ...process.env, CI: '1', EXPO_NO_TELEMETRY: '1', EXPO_OFFLINE: '1' };
  await promisify(execFile)(process.execPath, args, { cwd: MOBILE, env, maxBuffer: 64_000_000 });
}
