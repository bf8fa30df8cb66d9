import type { Config } from '../../config.ts';
import { databaseSteps } from './check-database.ts';
import { machineSteps } from './check-machine.ts';
import { omiSteps } from './check-omi.ts';
import { clockStep, webSteps } from './check-web.ts';
import { ok, type Step, warn } from './step.ts';

/** Everything the doctor looks at but the providers. @param config settings that were found good */
export function listSteps(config: Config, isServerRunning: boolean): Step[] {
  const { http, dataDir, databaseLocation, omi } = config;
  const steps: Step[] = [
    { name: 'settings', look: async () => checkSettings(config) },
    ...machineSteps({ host: http.host, port: http.port, dataDir, databaseLocation, isServerRunning }),
    ...databaseSteps(databaseLocation),
    ...omiSteps(config),
  ];
  if (http.publicUrl !== null) steps.push(...webSteps(http.publicUrl));
  if (omi.appId !== null) steps.push({ ...clockStep(omi.apiBaseUrl), needs: 'Omi key' });
  else if (http.publicUrl !== null) steps.push({ ...clockStep(http.publicUrl), needs: 'public answer' });
  return steps;
}

function checkSettings({ http }: Config) {
  const isOpen = http.host !== '127.0.0.1' && http.host !== '::1' && http.host !== 'localhost';
  if (http.publicUrl === null && isOpen)
    return warn(
      `The server listens on ${http.host}, and no PUBLIC_URL is set.`,
      'Set PUBLIC_URL to the address people use, with https:// and a proxy in front (docs/operations).',
    );
  if (http.publicUrl?.startsWith('https:') && http.trustedProxies.length === 0)
    return warn(
      'A proxy serves PUBLIC_URL, but none is trusted: everybody seems to come from one address.',
      'Set TRUSTED_PROXIES to the address of the proxy, for example 127.0.0.1.',
    );
  return ok('The settings can be used.');
}
