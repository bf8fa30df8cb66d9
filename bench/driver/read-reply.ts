import type { RawReply } from './raw-connection.ts';

export interface Reply {
  status: number;
  body: string;
}

/** Takes a raw answer apart: its status and its body, put together from its chunks. An answer still under way gives the body so far. */
export function readReply(raw: RawReply): Reply {
  const bytes = Buffer.concat(raw.pieces);
  const headEnd = bytes.indexOf('\r\n\r\n');
  const head = bytes.toString('latin1', 0, headEnd);
  const body = bytes.subarray(headEnd + 4);
  const isChunked = /\r\ntransfer-encoding: *chunked/i.test(head);
  return { status: Number(head.split(' ', 2)[1]), body: (isChunked ? joinChunks(body) : body).toString('utf8') };
}

function joinChunks(body: Buffer): Buffer {
  const chunks: Buffer[] = [];
  let at = 0;
  while (at < body.length) {
    const lineEnd = body.indexOf('\r\n', at);
    const length = Number.parseInt(body.toString('latin1', at, lineEnd), 16);
    if (lineEnd === -1 || length === 0) break;
    chunks.push(body.subarray(lineEnd + 2, lineEnd + 2 + length));
    at = lineEnd + 2 + length + 2;
  }
  return Buffer.concat(chunks);
}
