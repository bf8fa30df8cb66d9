import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** An answer as it came over the wire; `read-reply.ts` takes it apart, after the clock has stopped. */
export interface RawReply {
  pieces: Buffer[];
  sentAtMs: number;
  /** When the bytes of the marker had come; undefined if they never did. Times are on the monotonic clock. */
  markerAtMs: number | undefined;
}

interface Pending {
  reply: RawReply;
  marker: string | undefined;
  bytes: number;
  /** Length of head and body together; Infinity while the head is incomplete or the body is chunked. */
  wantedBytes: number;
  isHeadRead: boolean;
  resolve(reply: RawReply): void;
  reject(error: Error): void;
}

const lastChunk = '\r\n0\r\n\r\n';

/** One kept-alive HTTP/1.1 connection over a bare socket: it does no more than find where an answer ends. One request at a time. */
export class RawConnection {
  readonly #socket: Socket;
  #tail = '';
  #pending: Pending | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (piece) => this.#accept(piece));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#fail(new Error('The server closed the connection before the answer was whole.')));
  }

  static async open(port: number): Promise<RawConnection> {
    const socket = connect({ host: '127.0.0.1', port });
    await once(socket, 'connect');
    return new RawConnection(socket);
  }

  /** Sends a whole request and gives its answer when the last byte is in. `marker` is the text whose arrival is to be timed. */
  send(request: Buffer, marker?: string): Promise<RawReply> {
    const { promise, resolve, reject } = Promise.withResolvers<RawReply>();
    const reply = { pieces: [], sentAtMs: performance.now(), markerAtMs: undefined };
    this.#pending = {
      reply,
      marker,
      bytes: 0,
      wantedBytes: Number.POSITIVE_INFINITY,
      isHeadRead: false,
      resolve,
      reject,
    };
    this.#tail = '';
    this.#socket.write(request);
    return promise;
  }

  /** What has come so far of the answer under way. */
  get received(): RawReply | undefined {
    return this.#pending?.reply;
  }

  /** Drops the connection; an answer under way stays unsettled for good. */
  close(): void {
    this.#pending = undefined;
    this.#socket.destroy();
  }

  #accept(piece: Buffer): void {
    const pending = this.#pending;
    if (pending === undefined) return;
    const { reply } = pending;
    reply.pieces.push(piece);
    pending.bytes += piece.length;
    if (pending.marker !== undefined && reply.markerAtMs === undefined) {
      if (Buffer.concat(reply.pieces).includes(pending.marker)) reply.markerAtMs = performance.now();
    }
    if (!pending.isHeadRead) readHead(pending);
    this.#tail = (this.#tail + piece.toString('latin1', Math.max(0, piece.length - lastChunk.length))).slice(
      -lastChunk.length,
    );
    const isWhole = pending.bytes >= pending.wantedBytes || (pending.isHeadRead && this.#tail === lastChunk);
    if (!isWhole) return;
    this.#pending = undefined;
    pending.resolve(reply);
  }

  #fail(error: Error): void {
    this.#pending?.reject(error);
    this.#pending = undefined;
  }
}

function readHead(pending: Pending): void {
  const text = Buffer.concat(pending.reply.pieces).toString('latin1');
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd === -1) return;
  pending.isHeadRead = true;
  const length = /\r\ncontent-length: *(\d+)\r\n/i.exec(text.slice(0, headEnd + 2));
  if (length !== null) pending.wantedBytes = headEnd + 4 + Number(length[1]);
}
