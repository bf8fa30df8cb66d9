import { estimateTokens } from '../context/estimate-tokens.ts';
import type { PersonContext } from '../context/preference.ts';
import type { ModelChoice } from '../provider/choose-model.ts';
import type { ChatRequest } from '../provider/spec.ts';
import type { AnswerOptions } from '../run/answer-options.ts';
import type { ReadHandle } from '../store/query.ts';
import type { MessageSource } from '../store/table/chat-table.ts';
import type { ToolKit } from '../tool/offered-tool.ts';
import type { ToolBox } from '../tool/tool-box.ts';

interface ToolOffer {
  kit: ToolKit | undefined;
  /** For the request. */
  offered: Pick<ChatRequest, 'tools' | 'web_search'>;
  /** That the descriptions of the tools take, an estimate. */
  tokens: number;
}

/** Descriptions of tools leave at least half of a context to the conversation, or are left out. */
const MOST_OF_CONTEXT = 0.5;

/**
 * What the model may use for an answer. Nothing is read for whoever has nothing switched on. A spoken question gets no tool that writes: nobody
 * looks at a screen to allow it.
 */
export async function offerTools(
  db: ReadHandle,
  toolBox: ToolBox,
  { provider, model }: ModelChoice,
  question: { options: AnswerOptions; source: MessageSource; person: PersonContext },
): Promise<ToolOffer> {
  const { options, person } = question;
  const { preferences } = person;
  const servers = options.tools ?? preferences.tool_servers;
  const wantsWeb = options.web_search ?? preferences.web_search;
  const isByVendor = wantsWeb && provider.can_search_web === true;
  const web = isByVendor ? { web_search: true } : {};
  const nothing = { kit: undefined, offered: web, tokens: 0 };
  const wantsWebSearch = wantsWeb && !isByVendor;
  if (!provider.is_model || model.takes_tools === false) return nothing;
  if (servers.length === 0 && !wantsWebSearch) return nothing;

  const contextLength = model.context_length;
  const mayWrite = question.source !== 'omi_transcript';
  const kit = await toolBox.take(db, { servers, wantsWebSearch, mayWrite, contextLength });
  if (!kit) return nothing;
  const tools = kit.tools.map(({ tool }) => tool);
  const tokens = estimateTokens(JSON.stringify(tools));
  if (contextLength !== null && tokens > contextLength * MOST_OF_CONTEXT) return nothing;
  return { kit, offered: { ...web, tools }, tokens };
}
