import { expect } from 'vitest';
import type { AddressAllowance } from '../http/is-allowed-address.ts';
import { type ProviderLimits, providerLimits } from '../limits.ts';
import type { ChatRequest } from '../spec.ts';
import type { Behaviour } from './behaviour.ts';
import { type CollectedAnswer, collectAnswer } from './collect-answer.ts';
import { type Exchange, openHostileServer } from './hostile-server.ts';
import type { HostileVendor } from './hostile-vendor.ts';
import { createPieces, createScene } from './scene.ts';

export const REQUEST: ChatRequest = {
  model: 'm',
  messages: [{ role: 'user', content: 'hi' }],
  options: {},
  tools: [{ name: 'look', description: 'Looks.', parameters: { type: 'object', properties: {} } }],
};
export const LOCAL: AddressAllowance = { loopback: true, private: false };

/** Whatever a vendor does, its answer is over by then; the limits of the behaviours are below a second. */
const MAX_ANSWER_MS = 15_000;
/** What a vendor may send before it is stopped: the limits of the suite, and what sockets hold. */
const MAX_SENT_BYTES = 32 * 1_048_576;

/**
 * Lets one vendor behave so once, and sees that the answer ends once, in time, with what must be kept of its text and a clear message.
 * @throws Error which names the seed to try again with
 */
export async function faceBehaviour(vendor: HostileVendor, behaviour: Behaviour, seed: number): Promise<void> {
  let sentBytes = 0;
  const server = await openHostileServer((exchange) =>
    behaviour.act(
      createScene(
        vendor,
        seed,
        countBytes(exchange, (bytes) => {
          sentBytes += bytes;
        }),
      ),
    ),
  );
  try {
    const limits: ProviderLimits = { ...providerLimits, ...behaviour.limits };
    const provider = vendor.create(server.url, limits, LOCAL);
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), MAX_ANSWER_MS);
    const answer = await collectAnswer(provider.chat_stream(REQUEST, abort.signal));
    clearTimeout(timer);
    checkEnd(answer, behaviour, vendor);
    checkText(answer.text, createPieces(seed).join(''), behaviour.keeps);
    behaviour.check?.(answer);
    expect(sentBytes).toBeLessThan(MAX_SENT_BYTES);
    const [exchange] = server.exchanges;
    // What ended in order leaves a connection that is good for more.
    if (answer.last?.type === 'error' && exchange?.response.writableEnded === false) await exchange.closed;
  } catch (cause) {
    throw new Error(`${vendor.name}, ${behaviour.name}, SEED=${seed}: ${String(cause)}`, { cause });
  } finally {
    await server.close();
  }
}

function checkEnd({ last }: CollectedAnswer, { ends, says }: Behaviour, { apiKey }: HostileVendor): void {
  const end = last?.type === 'error' ? last.error.code : last?.type;
  expect(ends, last?.type === 'error' ? last.error.message : '').toContain(end);
  if (last?.type !== 'error') return;
  const { message } = last.error;
  expect(message).toMatch(/^[A-Z][^\p{Cc}\p{Cf}]{10,299}$/u);
  if (apiKey) expect(message).not.toContain(apiKey);
  if (says) expect(message).toMatch(says);
}

function checkText(text: string, said: string, keeps: Behaviour['keeps']): void {
  if (keeps === 'all') expect(text).toBe(said);
  if (keeps === 'nothing') expect(text).toBe('');
  if (keeps === 'beginning')
    expect(said.startsWith(text), `${JSON.stringify(text)} in ${JSON.stringify(said)}`).toBe(true);
}

function countBytes(exchange: Exchange, count: (bytes: number) => void): Exchange {
  return {
    ...exchange,
    write: (data) => {
      count(data.length);
      return exchange.write(data);
    },
  };
}
