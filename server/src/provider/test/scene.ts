import { setImmediate as nextTurn } from 'node:timers/promises';
import { createRandom } from '../../../test/random.ts';
import type { Exchange } from './hostile-server.ts';
import type { HostileVendor } from './hostile-vendor.ts';

/** Pieces of text that look like the wrapping around them, or that come apart when they are cut. */
const SCRAPS = [
  'word ',
  'Grüße',
  '世界',
  '👩‍👩‍👧',
  '"',
  '\\',
  '\\"',
  '\n',
  '\r\n\r\n',
  '\u2028',
  '\u202e',
  '\u0000',
  '\u001b[31m',
  '\ud800',
  '<b>&amp;',
  'data: ',
  '\n\ndata: {"type":"message_stop"}\n\n',
  '[DONE]',
  '"}}]}\n\n',
  '","done":true,"',
  'null',
  '\ufeff',
  '__proto__',
  '%00',
];

/** What a vendor says in the answer of one seed, piece by piece; never nothing. */
export function createPieces(seed: number): string[] {
  const random = createRandom(seed);
  const pick = () => SCRAPS[Math.floor(random() * SCRAPS.length)] ?? '';
  return Array.from({ length: 1 + Math.floor(random() * 8) }, () =>
    Array.from({ length: 1 + Math.floor(random() * 4) }, pick).join(''),
  );
}

/** One request at a hostile vendor, and the means to mistreat whoever sent it; what it does by chance follows from the seed. */
export interface Scene extends Pick<HostileVendor, 'wire' | 'apiKey'> {
  exchange: Exchange;
  /** In [0, 1). */
  random(): number;
  /** The bytes of an answer up to its end, without it. */
  saying: string;
  /** The same, and half of one piece more. */
  sayingHalf: string;
  /** The headers of an answer, at once. */
  begin(): void;
  /** Writes it in one to five network writes; false once the connection is gone. */
  send(data: string | Buffer): Promise<boolean>;
  /** A whole body in the place of an answer. */
  answer(data: string | Buffer): Promise<void>;
  /** An HTTP answer of JSON, or of another type in the headers. */
  refuse(status: number, body: string | Buffer, headers?: Record<string, string>): void;
}

export function createScene({ wire, apiKey }: HostileVendor, seed: number, exchange: Exchange): Scene {
  const random = createRandom(seed + 1);
  const { response, write } = exchange;
  const saying = wire.begin + createPieces(seed).map(wire.text).join('');
  const gone = wire.text('gone');
  const begin = (): void => {
    response.writeHead(200, { 'content-type': wire.contentType });
    response.flushHeaders();
  };
  const send = async (data: string | Buffer): Promise<boolean> => {
    const bytes = Buffer.from(data);
    const places = Array.from({ length: Math.floor(random() * 5) }, () => Math.floor(random() * bytes.length));
    let start = 0;
    for (const end of [...places.sort((a, b) => a - b), bytes.length]) {
      if (end > start && !(await write(bytes.subarray(start, end)))) return false;
      start = end;
      await nextTurn();
    }
    return true;
  };
  return {
    wire,
    apiKey,
    exchange,
    random,
    saying,
    sayingHalf: saying + gone.slice(0, gone.indexOf('gone') + 2),
    begin,
    send,
    answer: async (data) => {
      begin();
      await send(data);
      response.end();
    },
    refuse: (status, body, headers = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
    },
  };
}
