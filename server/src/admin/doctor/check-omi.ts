import { request } from 'undici';
import type { Config } from '../../config.ts';
import { AppError } from '../../errors.ts';
import { createOmiClient } from '../../omi/client/omi-client.ts';
import { fail, ok, type Step, warn } from './step.ts';

/** A user that Omi does not have: it looks at the key before it looks for the user. */
const NOBODY = 'omniai-doctor';

/** Whether Omi knows the key of the app, and reaches this server as it wants to. Gives no steps where no app is set. */
export function omiSteps({ omi, http }: Pick<Config, 'omi' | 'http'>): Step[] {
  const { appId, appSecret, apiBaseUrl } = omi;
  if (appId === null || appSecret === null) return [];
  return [
    { name: 'Omi key', look: () => checkKey({ appId, appSecret, apiBaseUrl }) },
    { name: 'Omi set-up address', look: (signal) => checkSetup(http.publicUrl, signal) },
  ];
}

async function checkKey(settings: { appId: string; appSecret: string; apiBaseUrl: string }) {
  const client = createOmiClient(settings);
  try {
    await client.listMemories(NOBODY, { limit: 1, offset: 0 });
    return ok('Omi takes the key of the app.');
  } catch (error) {
    const code = error instanceof AppError ? error.code : undefined;
    if (code === 'E4005') return ok('Omi takes the key of the app.');
    if (code === 'E4004')
      return fail(
        'Omi refuses the key of the app.',
        'Make a new key on the page of the app at Omi; set OMI_APP_SECRET to it.',
      );
    if (code === 'E4006') return warn('Omi limits our rate now.', 'Look again in an hour.');
    return fail('Omi cannot be reached.', 'Check the Internet connection of this machine, and OMI_API_BASE_URL.');
  } finally {
    await client.close();
  }
}

async function checkSetup(publicUrl: string | null, signal: AbortSignal) {
  if (!publicUrl?.startsWith('https:'))
    return fail('Omi reaches only public addresses with HTTPS.', 'Put a proxy with TLS in front, and set PUBLIC_URL.');
  const { statusCode, body } = await request(`${publicUrl}/omi/setup?uid=${NOBODY}`, { signal });
  await body.dump();
  if (statusCode === 200) return ok('The set-up address answers, without a redirect.');
  if (statusCode >= 300 && statusCode < 400)
    return fail(
      'The set-up address redirects, which Omi does not follow.',
      'Set PUBLIC_URL to where the redirect leads.',
    );
  return fail(`The set-up address answers with ${statusCode}.`, 'Let the proxy pass /omi/ and /omi-webhook/ on.');
}
