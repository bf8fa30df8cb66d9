import { z } from 'zod';

const MANIFEST_TIMEOUT_MS = 10_000;
const CALL_TIMEOUT_MS = 120_000;

const toolSchema = z.object({
  name: z.string().min(1),
  description: z.string().min(1),
  endpoint: z.string().min(1),
  method: z.enum(['GET', 'POST']).default('POST'),
  parameters: z
    .object({ properties: z.record(z.string(), z.unknown()), required: z.array(z.string()) })
    .partial()
    .optional(),
  status_message: z.string().optional(),
});
const manifestSchema = z.object({ tools: z.array(z.unknown()) });

/** A tool of an app that Omi's chat can use. */
export type ChatTool = z.infer<typeof toolSchema>;

/** Fetches an app's manifest as Omi does when the app is saved. Tools without name, description or endpoint are left out. */
export async function fetchChatTools(manifestUrl: string, appHomeUrl: string): Promise<ChatTool[]> {
  const response = await fetch(manifestUrl, {
    headers: { 'User-Agent': 'Omi-App-Store/1.0' },
    signal: AbortSignal.timeout(MANIFEST_TIMEOUT_MS),
  });
  const { tools } = manifestSchema.parse(await response.json());
  return tools.flatMap((tool) => {
    const { data } = toolSchema.safeParse(tool);
    return data ? [{ ...data, endpoint: new URL(data.endpoint, appHomeUrl).href }] : [];
  });
}

interface ToolCall {
  uid: string;
  appId: string;
  parameters: Record<string, string | number | boolean>;
}

/**
 * Calls a tool without any proof of who calls. @returns what Omi's model reads: `result`, else `message`, else the text itself; of a
 * refusal it learns no more than its status
 */
export async function callChatTool(tool: ChatTool, { uid, appId, parameters }: ToolCall): Promise<string> {
  const body = { ...parameters, uid, app_id: appId, tool_name: tool.name };
  const url = new URL(tool.endpoint);
  if (tool.method === 'GET') for (const [key, value] of Object.entries(body)) url.searchParams.set(key, String(value));
  const response = await fetch(url, {
    method: tool.method,
    signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
    ...(tool.method === 'POST' && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) return `The tool failed with status ${response.status}.`;
  return readResult(text);
}

const resultSchema = z.union([
  z.object({ result: z.string() }).transform(({ result }) => result),
  z.object({ message: z.string() }).transform(({ message }) => message),
]);

function readResult(text: string): string {
  try {
    return resultSchema.safeParse(JSON.parse(text)).data ?? text;
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
