import { EventEmitter, on } from 'node:events';
import { TITLE_INSTRUCTION } from '../src/chat/title-question.ts';
import { type Exchange, openHostileServer } from '../src/provider/test/hostile-server.ts';

/** One question that reached the provider. Nothing is answered but what the test says. */
export interface ProviderCall {
  readonly model: string;
  readonly messages: readonly { role: string; content: string }[];
  /** What it was asked with, as in `Bearer …`. */
  readonly authorization: string | undefined;
  /** The whole request body. */
  readonly body: Record<string, unknown>;
  /** The last message: what was asked. */
  readonly question: string;
  /** Resolves when our server, or the test, has closed the connection. */
  readonly closed: Promise<void>;
  readonly isClosed: boolean;
  /** Sends pieces of text, one event each; waits while the other side does not read. */
  emit(...texts: string[]): Promise<void>;
  reason(text: string): Promise<void>;
  /** Asks for tools, arguments cut in two as vendors stream them; `finish('tool_calls')` ends the answer. */
  callTools(...calls: { name: string; arguments: string; id?: string }[]): Promise<void>;
  /** Ends the answer as vendors do: the reason, the token counts, the end mark. */
  finish(reason?: string, usage?: { prompt_tokens: number; completion_tokens: number }): Promise<void>;
  /** Ends the HTTP answer without saying why the text ended. */
  end(): void;
  /** Sends bytes as they are. */
  raw(bytes: string): Promise<void>;
  /** Breaks the connection. */
  die(): void;
  refuse(status: number, message: string, headers?: Record<string, string>): void;
  /** Answers with a web page, as something that is no provider would. */
  page(html: string): void;
}

export interface ScriptedProvider extends AsyncDisposable {
  /** For `OPENAI_COMPATIBLE_BASE_URL`. */
  readonly baseUrl: string;
  /** Every question so far, in the order of arrival. */
  readonly calls: readonly ProviderCall[];
  /** The next question that nobody took yet with `call`, in the order of arrival; with `question`, the next one that asks this. */
  call(question?: string): Promise<ProviderCall>;
  /** From now on, answers every question by itself. */
  answer(script: (call: ProviderCall) => Promise<void> | void): void;
  /**
   * From now on, names conversations so, or does what is said; undefined refuses it again, as in the beginning: the server asks for names by itself, and no test shall have to
   * reckon with that.
   */
  name(title: string | ((call: ProviderCall) => Promise<void>) | undefined): void;
  /** Every request for a name so far. */
  readonly namings: readonly ProviderCall[];
}

export interface ScriptedModel {
  id: string;
  context_length?: number;
  /** What it takes, in OpenRouter's words. */
  architecture?: { input_modalities: readonly string[] };
}

/** The models it lists unless told otherwise; the first one is what the registry chooses. */
const MODELS: readonly ScriptedModel[] = [{ id: 'scripted' }, { id: 'tiny', context_length: 400 }];

/** An OpenAI-compatible provider on a free port of 127.0.0.1 that says word for word what a test tells it to. */
export async function startScriptedProvider(models: readonly ScriptedModel[] = MODELS): Promise<ScriptedProvider> {
  const calls: ProviderCall[] = [];
  const namings: ProviderCall[] = [];
  const taken = new Set<ProviderCall>();
  const arrivals = new EventEmitter().setMaxListeners(0);
  let title: string | ((call: ProviderCall) => Promise<void>) | undefined;
  let script: ((call: ProviderCall) => Promise<void> | void) | undefined;

  const server = await openHostileServer(async (exchange) => {
    if (exchange.request.method === 'GET') {
      exchange.response.setHeader('content-type', 'application/json');
      exchange.response.end(JSON.stringify({ object: 'list', data: models }));
      return;
    }
    const call = createCall(exchange);
    if (call.messages[0]?.content === TITLE_INSTRUCTION) {
      namings.push(call);
      if (title === undefined) return call.refuse(503, 'no names here');
      if (typeof title === 'function') return title(call);
      await call.emit(title);
      return call.finish('stop', { prompt_tokens: 90, completion_tokens: 10 });
    }
    calls.push(call);
    arrivals.emit('call');
    await script?.(call);
  });

  const take = (question: string | undefined) => {
    const found = calls.find((call) => !taken.has(call) && (question === undefined || call.question === question));
    if (found) taken.add(found);
    return found;
  };

  return {
    baseUrl: `${server.url}/v1`,
    calls,
    async call(question) {
      const waiting = on(arrivals, 'call');
      for (let found = take(question); ; found = take(question)) {
        if (found) {
          await waiting.return?.();
          return found;
        }
        await waiting.next();
      }
    },
    answer(how) {
      script = how;
    },
    name(to) {
      title = to;
    },
    namings,
    [Symbol.asyncDispose]: () => server.close(),
  };
}

interface ChatBody {
  model: string;
  messages: { role: string; content: string }[];
}

function createCall(exchange: Exchange): ProviderCall {
  const { response, socket, closed } = exchange;
  // Each exchange on a connection that is kept alive listens for its end.
  socket.setMaxListeners(0);
  const body: Record<string, unknown> & ChatBody = JSON.parse(exchange.body);
  const begin = () => {
    if (!response.headersSent) response.writeHead(200, { 'content-type': 'text/event-stream' });
  };
  const raw = async (bytes: string) => {
    begin();
    await exchange.write(bytes);
  };
  const send = (data: object) => raw(`data: ${JSON.stringify(data)}\n\n`);
  const delta = (fields: object) => send({ choices: [{ index: 0, delta: fields, finish_reason: null }] });
  return {
    model: body.model,
    messages: body.messages,
    authorization: exchange.request.headers.authorization,
    body,
    question: body.messages.at(-1)?.content ?? '',
    closed,
    get isClosed() {
      return socket.destroyed;
    },
    async emit(...texts) {
      for (const text of texts) await delta({ content: text });
    },
    reason: (text) => delta({ reasoning_content: text }),
    async callTools(...calls) {
      for (const [index, { name, arguments: args, id = `call_${index}` }] of calls.entries()) {
        const half = Math.ceil(args.length / 2);
        const first = { index, id, type: 'function', function: { name, arguments: args.slice(0, half) } };
        await delta({ tool_calls: [first] });
        await delta({ tool_calls: [{ index, function: { arguments: args.slice(half) } }] });
      }
    },
    async finish(reason = 'stop', usage = { prompt_tokens: 3, completion_tokens: 5 }) {
      await send({ choices: [{ index: 0, delta: {}, finish_reason: reason }] });
      await send({ choices: [], usage });
      await raw('data: [DONE]\n\n');
      response.end();
    },
    end() {
      begin();
      response.end();
    },
    raw,
    die: () => void socket.destroy(),
    refuse(status, message, headers = {}) {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify({ error: { message } }));
    },
    page(html) {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(html);
    },
  };
}
