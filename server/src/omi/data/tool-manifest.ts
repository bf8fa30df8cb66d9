import { TOOL_LIST, type ToolDescription } from './tool-list.ts';

interface ToolManifest {
  tools: (ToolDescription & { endpoint: string; method: 'POST'; auth_required: false })[];
  chat_messages: { enabled: boolean; target: 'app'; notify: boolean };
}

/**
 * What Omi reads of the app's chat tools. Nobody signs a tool call, so the tools' addresses are the secret.
 * @param token the secret; without it the addresses lead to tools that do nothing
 */
export function toolManifest(token: string | undefined): ToolManifest {
  const base = token === undefined ? '/omi/tools' : `/omi-tools/${token}`;
  return {
    tools: TOOL_LIST.map((tool) => ({
      ...tool,
      endpoint: `${base}/${tool.name}`,
      method: 'POST',
      auth_required: false,
    })),
    // Answers are pushed by the notification API as well; without this they would have no place in Omi's chat.
    chat_messages: { enabled: true, target: 'app', notify: true },
  };
}
