import { Agent, request } from 'undici';
import { addressSteps } from './check-address.ts';
import { chainSteps, fail, ok, type Step, warn } from './step.ts';

/** Seconds by which codes of authenticator apps, and sessions of others, begin to fail. */
const CLOCK_SKEW_S = 30;
/** The four events of the test stream are 250 ms apart. */
const PAUSE_MS = 125;
/** Of the three between them; one that holds events back may still pass the first on with the headers. */
const FEWEST_PAUSES = 2;
/** As browsers ask: what compresses events may hold them back, too. */
const AS_BROWSERS_ASK = { 'accept-encoding': 'gzip, deflate, br, zstd' };

/** Whether people reach the server under its public address, with a clock that is right and events that arrive at once. */
export function webSteps(publicUrl: string): Step[] {
  const remedy = 'Check the proxy and its DNS name; docs/operations has a configuration for nginx and one for Caddy.';
  const url = new URL(publicUrl);
  return chainSteps([
    ...addressSteps(url, { refused: remedy, silent: remedy }).map((step) => ({ ...step, name: `public ${step.name}` })),
    {
      name: 'public answer',
      look: async (signal) => {
        const { statusCode, body } = await request(`${publicUrl}/health`, { signal });
        const text = await body.text();
        if (statusCode === 200 && text.includes('"needs_setup"')) return ok(`${publicUrl} leads to OmniAI.`);
        return fail(`${publicUrl} answers with ${statusCode}, and not as OmniAI does.`, remedy);
      },
    },
    { name: 'proxy buffering', look: (signal) => checkBuffering(publicUrl, signal) },
  ]);
}

async function checkBuffering(publicUrl: string, signal: AbortSignal) {
  // Where nginx buffers, only what comes over HTTP/1.1 is sure to be held back.
  const dispatcher = new Agent({ allowH2: false });
  let pauses = 0;
  try {
    const headers = AS_BROWSERS_ASK;
    const { statusCode, body } = await request(`${publicUrl}/health/stream`, { signal, headers, dispatcher });
    if (statusCode !== 200)
      return fail(`The test stream answers with ${statusCode}.`, 'Let the proxy pass /health/ on.');
    pauses = await countPauses(body);
  } finally {
    await dispatcher.destroy();
  }
  if (pauses >= FEWEST_PAUSES) return ok('Events arrive one by one, as they are sent.');
  return fail(
    'A proxy holds events back: answers would appear all at once.',
    'nginx: proxy_buffering off; gzip off for text/event-stream. Other proxies: no buffering, no compression of /chat.',
  );
}

async function countPauses(body: AsyncIterable<unknown>): Promise<number> {
  let pauses = 0;
  let lastMs: number | undefined;
  for await (const _ of body) {
    const nowMs = performance.now();
    if (lastMs !== undefined && nowMs - lastMs >= PAUSE_MS) pauses += 1;
    lastMs = nowMs;
  }
  return pauses;
}

/** Whether this machine's clock agrees with another one's. */
export function clockStep(url: string): Step {
  return {
    name: 'clock',
    look: async (signal) => {
      const { headers, body } = await request(url, { method: 'HEAD', signal });
      await body.dump();
      const theirs = Date.parse(String(headers.date));
      if (Number.isNaN(theirs)) return ok(`${new URL(url).host} does not tell its time.`);
      const skewS = Math.round(Math.abs(Date.now() - theirs) / 1000);
      if (skewS <= CLOCK_SKEW_S) return ok(`The clock agrees with that of ${new URL(url).host}.`);
      return warn(
        `The clock differs by ${skewS} s from that of ${new URL(url).host}.`,
        'Let the machine set its clock by NTP (timedatectl set-ntp true).',
      );
    },
  };
}
