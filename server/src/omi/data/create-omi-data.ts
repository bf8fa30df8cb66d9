import type { ChatParts } from '../../chat/send-message.ts';
import { AppError } from '../../errors.ts';
import type { OutboxHandler } from '../../job/outbox-worker.ts';
import type { OmiClient } from '../client/omi-client.ts';
import type { WebhookDoor } from '../open-door.ts';
import { acceptConversation, type EventParts, type OmiEvent } from './accept-conversation.ts';
import { acceptDaySummary } from './accept-day-summary.ts';
import { answerTool, type ToolCall } from './answer-tool.ts';
import { createImportPage } from './import-page.ts';
import { createSaveConversation } from './save-conversation.ts';

/** Omi gives up after 120 s. */
const ANSWER_WITHIN_MS = 100_000;

/** Everything about Omi's data that the rest of the server calls. */
export interface OmiData {
  /** @throws AppError E4000 where no Omi app is configured */
  getClient(): OmiClient;
  acceptConversation(door: WebhookDoor, event: OmiEvent): Promise<void>;
  acceptDaySummary(door: WebhookDoor, event: OmiEvent): Promise<void>;
  /** @param door undefined for a call without the secret address */
  answerTool(door: WebhookDoor | undefined, call: ToolCall): Promise<string>;
  handlers: ReadonlyMap<string, OutboxHandler>;
  /** Waits for what is still being sent; to be called when the client is closed. */
  stop(): Promise<void>;
}

interface OmiDataParts extends ChatParts, Pick<EventParts, 'log'> {
  client: OmiClient | undefined;
  answerWithinMs?: number | undefined;
}

/** Builds what exchanges data with Omi: imports, event webhooks, chat tools, conversations that are kept there. */
export function createOmiData({ client, answerWithinMs = ANSWER_WITHIN_MS, ...parts }: OmiDataParts): OmiData {
  const { store, clock } = parts;
  const events = { ...parts, appId: client?.appId ?? null };
  const saving = createSaveConversation({ store, clock, client });
  return {
    getClient() {
      if (!client) throw new AppError('E4000');
      return client;
    },
    acceptConversation: (door, event) => acceptConversation(events, door, event),
    acceptDaySummary: (door, event) => acceptDaySummary(events, door, event),
    answerTool: (door, call) => answerTool({ ...parts, answerWithinMs }, door, call),
    handlers: new Map<string, OutboxHandler>([
      ['omi_import', createImportPage({ store, clock, client })],
      ['omi_save_conversation', saving.handle],
    ]),
    stop: () => saving.stop(),
  };
}
