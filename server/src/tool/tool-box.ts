import type { SecretBox } from '../kit/secret-box.ts';
import type { ReadHandle } from '../store/query.ts';
import { type ToolServerRow, toolServerReader } from '../store/tool-server-reader.ts';
import { createWebSearch } from './create-web-search.ts';
import { describeToolFailure } from './describe-tool-failure.ts';
import type { ToolLimits } from './limits.ts';
import { type McpSession, openMcpSession } from './mcp-session.ts';
import { nameTools } from './name-tools.ts';
import type { OfferedTool, ToolKit, ToolOutput } from './offered-tool.ts';
import { hideSecrets, readAllowedTools, readListedTools, type ToolServerAddress, toAddress } from './tool-server.ts';

/** What a person wants an answer to use. */
interface ToolWish {
  /** Names of servers of tools. */
  servers: readonly string[];
  wantsWebSearch: boolean;
  /** False where nobody is there to allow what writes. */
  mayWrite: boolean;
  /** Tokens that the model takes; null when it is not known. */
  contextLength: number | null;
}

/** What a person may switch on. */
interface SwitchableServer {
  name: string;
  tools: { name: string; description: string; is_write: boolean }[];
}

/** Every tool there is. */
export interface ToolBox {
  readonly hasWebSearch: boolean;
  list(db: ReadHandle): Promise<SwitchableServer[]>;
  /** What of a wish there is; undefined where it is nothing. Nothing is asked over the network before a tool is called. */
  take(db: ReadHandle, wish: ToolWish): Promise<ToolKit | undefined>;
  close(): Promise<void>;
}

interface ToolBoxParts {
  box: SecretBox;
  limits: ToolLimits;
  /** Null where the server has no search of its own. */
  searxngUrl: string | null;
}

/** UTF-16 units of a token, about; and the part of a context that one result may fill. */
const UNITS_A_TOKEN = 3;
const RESULT_SHARE = 4;

export function createToolBox({ box, limits, searxngUrl }: ToolBoxParts): ToolBox {
  const webSearch = searxngUrl === null ? undefined : createWebSearch(searxngUrl, limits);

  return {
    hasWebSearch: webSearch !== undefined,
    async list(db) {
      const rows = await toolServerReader.listEnabled(db);
      return rows
        .map((row) => ({
          name: row.name,
          tools: listAllowed(row).map(({ listed, is_write }) => ({
            name: listed.name,
            description: listed.description,
            is_write,
          })),
        }))
        .filter(({ tools }) => tools.length > 0);
    },
    async take(db, { servers, wantsWebSearch, mayWrite, contextLength }) {
      const rows = servers.length === 0 ? [] : await toolServerReader.listEnabled(db);
      const sessions = rows
        .filter(({ name }) => servers.includes(name))
        .map((row) => new ServerTools(row, box, limits));
      const found = sessions.flatMap((session) => session.list()).filter(({ isWriting }) => mayWrite || !isWriting);
      const names = nameTools(found);
      const tools: OfferedTool[] = wantsWebSearch && webSearch ? [webSearch.tool] : [];
      for (const [i, { tool, ...rest }] of found.entries()) {
        tools.push({ ...rest, tool: { ...tool, name: names[i] ?? tool.name } });
      }
      if (tools.length === 0) return undefined;
      const room = contextLength === null ? Number.POSITIVE_INFINITY : (contextLength * UNITS_A_TOKEN) / RESULT_SHARE;
      return {
        tools: tools.slice(0, limits.offered),
        maxResultUnits: Math.floor(Math.min(limits.resultUnits, room)),
        close: async () => void (await Promise.all(sessions.map((session) => session.close()))),
      };
    },
    close: async () => webSearch?.close(),
  };
}

/** The tools of one server for one answer: nobody else's answer takes part in its talk. */
class ServerTools {
  readonly #row: ToolServerRow;
  readonly #box: SecretBox;
  readonly #limits: ToolLimits;
  #address: ToolServerAddress | undefined;
  #session: Promise<McpSession> | undefined;

  constructor(row: ToolServerRow, box: SecretBox, limits: ToolLimits) {
    this.#row = row;
    this.#box = box;
    this.#limits = limits;
  }

  list(): OfferedTool[] {
    return listAllowed(this.#row).map(({ listed: { name, description, parameters }, is_write }) => ({
      tool: { name, description, parameters },
      server: this.#row.name,
      name,
      isWriting: is_write,
      call: (args, signal) => this.#call(name, args, signal),
    }));
  }

  async close(): Promise<void> {
    const session = await this.#session?.catch(() => undefined);
    await session?.close();
  }

  async #call(name: string, args: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<ToolOutput> {
    const output = await this.#ask(name, args, signal).catch((error: unknown) => ({
      text: describeToolFailure(error, this.#row.name, this.#row.url),
      isError: true,
      citations: [],
    }));
    return this.#address ? { ...output, text: hideSecrets(output.text, this.#address) } : output;
  }

  async #ask(name: string, args: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<ToolOutput> {
    this.#address ??= toAddress(this.#box, this.#row);
    this.#session ??= openMcpSession(this.#address, this.#limits, signal);
    return (await this.#session).callTool(name, args, signal);
  }
}

function listAllowed(row: ToolServerRow) {
  const listed = new Map(readListedTools(row).map((tool) => [tool.name, tool]));
  return readAllowedTools(row).flatMap(({ name, is_write }) => {
    const tool = listed.get(name);
    return tool ? [{ listed: tool, is_write }] : [];
  });
}
