import { z } from 'zod';
import { readFrames } from '../../client/src/read-frame.ts';
import { ERROR_CATALOGUE } from '../../server/src/errors.ts';
import type { Operation } from './api-document.ts';
import type { FuzzAnswer } from './send-request.ts';

/** Says what is wrong with an answer, or nothing. */
export type Judge = (operation: Operation, answer: FuzzAnswer) => Promise<string | undefined>;

/** What the other side may do to us while nothing is wrong here: no Ollama runs, and Omi does not take everything. */
const PLANNED = new Set(['E3001', 'E4000', 'E4004', 'E4005', 'E4006', 'E4007']);
const INSIDE_OUT = /\bat .+\.[jt]s:\d+|SQLITE|node_modules|syntax error at/;

const failure = z.looseObject({
  error: z.looseObject({ code: z.string(), message: z.string().min(1), request_id: z.string() }),
});

/** Holds answers to the document and to the rules that go for all of them. */
export function createJudge(): Judge {
  const types = new Map<unknown, z.ZodType>();
  const typeOf = (schema: unknown) => {
    const type = types.get(schema) ?? z.fromJSONSchema(z.record(z.string(), z.unknown()).parse(schema));
    types.set(schema, type);
    return type;
  };
  return async (operation, { status, headers, body, isCut }) => {
    const type = headers['content-type']?.split(';')[0] ?? '';
    if (!headers['x-request-id']) return 'no request id';
    const told = operation.responses[String(status)] ?? (status >= 400 ? operation.responses.default : undefined);
    if (!told) return `status ${status} is not in the document`;
    if (status >= 400) {
      // Programs of OpenAI's are told of failures in OpenAI's form.
      if (!operation.path.startsWith('/v1/'))
        return judgeFailure(status, body, headers['x-request-id']) ?? checkBody(told, type);
      const wrong = judgeOpenAiFailure(status, body);
      return wrong && mayBeUnread(status, headers) ? judgeFailure(status, body, headers['x-request-id']) : wrong;
    }
    return checkBody(told, type);

    async function checkBody({ content = {} }: typeof told & object, media: string): Promise<string | undefined> {
      if (media === '' && body === '' && Object.keys(content).length === 0) return undefined;
      const schema = content[media] ?? content['*/*'];
      if (!schema) return `content type “${media}” is not in the document`;
      if (media === 'text/event-stream') return judgeStream(body, isCut);
      if (media !== 'application/json') return undefined;
      if (headers['cache-control'] !== 'no-store') return `may be kept: ${headers['cache-control']}`;
      const parsed = typeOf(schema.schema ?? {}).safeParse(JSON.parse(body));
      return parsed.success ? undefined : `does not fit the document: ${z.prettifyError(parsed.error)}`;
    }
  };
}

/** A head that is too long is refused before anybody has read whom it is for, and the connection with it. */
function mayBeUnread(status: number, headers: FuzzAnswer['headers']): boolean {
  return status === 413 && headers.connection === 'close';
}

const openAiFailure = z.strictObject({
  error: z.strictObject({ message: z.string(), type: z.string(), param: z.string().nullable(), code: z.string() }),
});

function judgeOpenAiFailure(status: number, body: string): string | undefined {
  const parsed = openAiFailure.safeParse(JSON.parse(body));
  if (!parsed.success) return 'is no error as OpenAI has them';
  const { code, message } = parsed.data.error;
  if (status >= 500 && !PLANNED.has(code)) return `${code}: ${message}`;
  return undefined;
}

function judgeFailure(status: number, body: string, requestId: string): string | undefined {
  const parsed = failure.safeParse(JSON.parse(body));
  if (!parsed.success) return 'is no error as API.md has them';
  const { code, message, request_id } = parsed.data.error;
  const known = Object.entries(ERROR_CATALOGUE).find(([name]) => name === code)?.[1];
  if (known?.status !== status) return `code ${code} with status ${status}`;
  if (status >= 500 && !PLANNED.has(code)) return `${code}: ${message}`;
  if (request_id !== requestId) return 'two request ids';
  return INSIDE_OUT.test(body) ? 'shows how it is made' : undefined;
}

async function judgeStream(body: string, isCut: boolean): Promise<string | undefined> {
  const bytes = new Blob([body]).stream();
  const names: string[] = [];
  for await (const { event = '', data } of readFrames(bytes, () => undefined)) {
    if (event === 'error') {
      const { code } = z.looseObject({ code: z.string() }).parse(JSON.parse(data));
      if (code === 'E5000') return `the stream ended with ${code}`;
    }
    if (event !== 'delta') names.push(event);
  }
  // Only an answer has an end of its own; other streams go on until the session ends.
  return isCut || names[0] !== 'meta' || /^meta (final|error)$/.test(names.join(' '))
    ? undefined
    : `a stream of ${names.join(', ')}`;
}
