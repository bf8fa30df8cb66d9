import { BEYOND_EVERY_ANSWER } from '../kit/limits.ts';
import { messageReader } from '../store/message-reader.ts';
import type { ReadHandle } from '../store/query.ts';
import type { RunRow } from '../store/run-reader.ts';
import type { EndedRun, ProviderMeta } from './finish-run.ts';
import type { RunContext, RunOutcome } from './live-run.ts';
import { readToolUses } from './read-tool-uses.ts';

const NO_CONTEXT: RunContext = { messages: 0, memories: 0, memories_dropped: 0, dropped: 0 };

/** The end of a run whose process died, as far as the database knows it: interrupted, or cancelled if that had been asked for. */
export async function readAbandonedRun(db: ReadHandle, row: RunRow): Promise<EndedRun> {
  const message = await messageReader.find(db, row.user_id, row.message_id);
  const meta: ProviderMeta | null = message?.provider_meta ? JSON.parse(message.provider_meta) : null;
  const continuedAt = meta?.continued_at ?? 0;
  const written = await messageReader.slicePieces(db, row.message_id, continuedAt);
  return {
    identity: {
      id: row.id,
      epoch: row.epoch,
      messageId: row.message_id,
      userMessageId: message?.parent_id ?? row.message_id,
      conversationId: row.conversation_id,
      userId: row.user_id,
      provider: row.provider,
      model: row.model,
      source: message?.source ?? 'api',
      usageDay: row.usage_day,
      timeZone: 'UTC',
      promptTokens: row.prompt_tokens ?? 0,
      reservedTokens: row.reserved_tokens,
      maxAnswerTokens: null,
      tokenFreeProviders: [],
      continuedAt,
      options: meta?.options ?? {},
      isTemporary: false,
      wantsTitle: false,
      context: meta?.context ?? NO_CONTEXT,
    },
    outcome: outcomeOf(row),
    storedLength: continuedAt + written.length === 0 ? 0 : BEYOND_EVERY_ANSWER,
    writtenUnits: written.length,
    tail: '',
    reasoning: '',
    details: {
      provider: row.provider,
      model: row.model,
      citations: meta?.citations ?? [],
      tool_calls: [...(meta?.tool_calls ?? []), ...(await readToolUses(db, row))],
    },
    vendorConversation: null,
    elapsedMs: null,
    firstTokenAt: row.first_token_at,
  };
}

function outcomeOf(row: RunRow): RunOutcome {
  if (row.cancel_requested_at === null) return { status: 'interrupted' };
  return { status: 'cancelled', finish_reason: 'cancelled', usage: { prompt_tokens: null, completion_tokens: null } };
}
