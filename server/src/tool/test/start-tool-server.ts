import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { isInitializeRequest } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';

/** A real server of tools on a free port of 127.0.0.1. */
export interface TestToolServer extends AsyncDisposable {
  readonly url: string;
  /** Every call that was made, in its order: the tool, and what it was given. */
  readonly made: string[];
  /** Authorization headers that came, one for each talk. */
  readonly keys: (string | undefined)[];
  /** How many talks are open. */
  readonly talks: number;
  /** Resolves when `slow` runs the next time. */
  slowed(): Promise<unknown>;
  /** Lets every `slow` that runs end. */
  release(): void;
  /** What `read` says of itself from the next talk on. */
  saysReadOnly: boolean;
}

const text = (said: string, isError = false) => ({ content: [{ type: 'text' as const, text: said }], isError });

/** Offers `read` (and says that it only reads), `write`, `slow` (which waits until it is released), `fail`, `throw`, `huge` and `picture`. */
export async function startToolServer(): Promise<TestToolServer> {
  const talks = new Map<string, StreamableHTTPServerTransport>();
  const events = new EventEmitter().setMaxListeners(0);
  const made: string[] = [];
  const keys: (string | undefined)[] = [];
  let isReadOnly = true;

  function createTools(): McpServer {
    const server = new McpServer({ name: 'test', version: '1' });
    const about = { about: z.string() };
    const reading = { inputSchema: about, annotations: { readOnlyHint: isReadOnly } };
    const note = (tool: string, { about: what }: { about: string }) => made.push(`${tool} ${what}`);
    server.registerTool('read', { ...reading, description: 'Reads a note' }, (args) => {
      note('read', args);
      return text(`The note about ${args.about} says: 42 – ${keys.at(-1)}`);
    });
    server.registerTool('write', { inputSchema: about, description: 'Writes a note' }, (args) => {
      note('write', args);
      return text('written');
    });
    server.registerTool('slow', reading, async (args) => {
      note('slow', args);
      events.emit('slow');
      await once(events, 'release');
      return text('at last');
    });
    server.registerTool('fail', reading, () => text('no such note', true));
    server.registerTool('throw', reading, () => {
      throw new Error('it broke');
    });
    server.registerTool('huge', reading, () => text(`${'x'.repeat(99_999)}\0😀`));
    server.registerTool('picture', reading, () => ({
      content: [{ type: 'image' as const, data: 'AAAA', mimeType: 'image/png' }],
    }));
    return server;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body: unknown = chunks.length === 0 ? undefined : JSON.parse(Buffer.concat(chunks).toString());
    const id = request.headers['mcp-session-id'];
    let talk = typeof id === 'string' ? talks.get(id) : undefined;
    if (!talk && isInitializeRequest(body)) {
      keys.push(request.headers.authorization);
      const begun = new StreamableHTTPServerTransport({
        sessionIdGenerator: randomUUID,
        onsessioninitialized: (sessionId) => void talks.set(sessionId, begun),
        onsessionclosed: (sessionId) => void talks.delete(sessionId),
      });
      const tools = createTools();
      await tools.connect(begun as Parameters<typeof tools.connect>[0]);
      talk = begun;
    }
    if (talk) await talk.handleRequest(request, response, body);
    else response.writeHead(404).end();
  }

  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    made,
    keys,
    get talks() {
      return talks.size;
    },
    slowed: () => once(events, 'slow'),
    release: () => void events.emit('release'),
    get saysReadOnly() {
      return isReadOnly;
    },
    set saysReadOnly(is) {
      isReadOnly = is;
    },
    async [Symbol.asyncDispose]() {
      events.emit('release');
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
