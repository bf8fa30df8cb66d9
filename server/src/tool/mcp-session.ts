import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { readVersion } from '../kit/version.ts';
import { createCheckedFetch } from './checked-fetch.ts';
import type { ToolLimits } from './limits.ts';
import type { ToolOutput } from './offered-tool.ts';
import type { ListedTool, ToolServerAddress } from './tool-server.ts';

/** A talk with one server of tools, over Streamable HTTP. */
export interface McpSession {
  /** What it offers, cut to what may be kept. */
  listTools(signal: AbortSignal): Promise<ListedTool[]>;
  /** Runs a tool once; it is never tried again. */
  callTool(name: string, args: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<ToolOutput>;
  /** Says farewell, for a bounded time, and breaks every connection. Never throws. */
  close(): Promise<void>;
}

/**
 * Begins a talk. The library is loaded at the first one: it takes a third of a second, which no start has to wait for.
 * @throws Error as the library and the network throw them, for `describeToolFailure`
 */
export async function openMcpSession(
  { url, headers, isPrivateAllowed }: ToolServerAddress,
  limits: ToolLimits,
  signal: AbortSignal,
): Promise<McpSession> {
  const [{ Client }, { StreamableHTTPClientTransport }, { CallToolResultSchema, ListToolsResultSchema }] =
    await Promise.all([
      import('@modelcontextprotocol/sdk/client/index.js'),
      import('@modelcontextprotocol/sdk/client/streamableHttp.js'),
      import('@modelcontextprotocol/sdk/types.js'),
    ]);
  const checked = createCheckedFetch(isPrivateAllowed, limits);
  const transport = new StreamableHTTPClientTransport(new URL(url), {
    requestInit: { headers: { ...headers } },
    async fetch(to, init) {
      // We listen to nothing but the answers to what we ask.
      const isListening = init?.method === 'GET' && !new Headers(init.headers).has('last-event-id');
      return isListening ? new Response(null, { status: 405 }) : checked.fetch(to, init);
    },
  });
  const client = new Client({ name: 'OmniAI', version: readVersion() });
  // Of a stream that breaks the library tells here alone; the calls on it would wait for their whole time.
  let broken = createBreak();
  client.onerror = (error) => {
    broken.reject(error);
    broken = createBreak();
  };
  const within = (timeout: number) => ({ signal, timeout, maxTotalTimeout: timeout });
  try {
    // The types of the library know nothing of exact optional properties.
    await client.connect(transport as Parameters<typeof client.connect>[0], within(limits.greetingMs));
  } catch (error) {
    await checked.close();
    throw error;
  }

  return {
    async listTools(signal) {
      const tools: ListedTool[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < limits.listPages && tools.length < limits.toolsPerServer; page += 1) {
        // Not `client.listTools`: it compiles the schemas of the answers, which are whatever the server sent.
        const listed = await client.request(
          { method: 'tools/list', ...(cursor !== undefined && { params: { cursor } }) },
          ListToolsResultSchema,
          { ...within(limits.greetingMs), signal },
        );
        for (const { name, description = '', inputSchema, annotations } of listed.tools) {
          tools.push({
            name,
            description: description.slice(0, limits.descriptionUnits),
            parameters: inputSchema,
            says_read_only: annotations?.readOnlyHint === true,
          });
        }
        cursor = listed.nextCursor;
        if (cursor === undefined) break;
      }
      return tools.slice(0, limits.toolsPerServer).filter((tool) => isUsable(tool, limits));
    },
    async callTool(name, args, signal) {
      const options = { ...within(limits.callMs), signal };
      const params = { name, arguments: { ...args } };
      const asked = client.request({ method: 'tools/call', params }, CallToolResultSchema, options);
      const result = await Promise.race([asked, broken.promise]);
      return { text: toText(result), isError: result.isError === true, citations: [] };
    },
    async close() {
      const farewell = transport.terminateSession().catch(() => undefined);
      const timeout = Promise.withResolvers<void>();
      const timer = setTimeout(timeout.resolve, limits.farewellMs);
      await Promise.race([farewell, timeout.promise]);
      clearTimeout(timer);
      await client.close().catch(() => undefined);
      await checked.close();
    },
  };
}

/** Something to race with, that nobody has to be there to hear. */
function createBreak(): PromiseWithResolvers<never> {
  const resolvers = Promise.withResolvers<never>();
  resolvers.promise.catch(() => undefined);
  return resolvers;
}

function isUsable({ name, parameters }: ListedTool, limits: ToolLimits): boolean {
  return name !== '' && name.length <= 200 && JSON.stringify(parameters).length <= limits.parameterUnits;
}

/** What of a result is text; of everything else, what it was. */
function toText({ content, structuredContent }: CallToolResult): string {
  const texts = content.map((part) => {
    switch (part.type) {
      case 'text':
        return part.text;
      case 'resource':
        return 'text' in part.resource ? part.resource.text : `[a file, ${part.resource.uri}]`;
      case 'resource_link':
        return `[${part.name}: ${part.uri}]`;
      default:
        return `[${part.type}, ${part.mimeType}]`;
    }
  });
  if (texts.length === 0 && structuredContent) return JSON.stringify(structuredContent);
  return texts.join('\n');
}
