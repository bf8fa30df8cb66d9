import { createMailResetLink } from './account/mail-reset-link.ts';
import { createMailer, type Mailer } from './account/mailer.ts';
import { sweepExpired } from './account/sweep-expired.ts';
import type { Tracing } from './admin/create-tracing.ts';
import { sweepAudit } from './audit/audit-retention.ts';
import { createTitleWriter } from './chat/create-title-writer.ts';
import { createConversationImporter } from './chat/import/create-conversation-importer.ts';
import type { ImportParts } from './chat/import/start-conversation-import.ts';
import { sweepConversations } from './chat/sweep-conversations.ts';
import { sweepTemporary } from './chat/sweep-temporary.ts';
import type { Config } from './config.ts';
import { createBackgroundAsker } from './context/create-background-asker.ts';
import { createExpoPushSender, type ExpoPushSender } from './context/create-expo-push-sender.ts';
import { createMemorySuggester } from './context/create-memory-suggester.ts';
import { createSummariser } from './context/create-summariser.ts';
import { createWebPushSender, type WebPushSender } from './context/create-web-push-sender.ts';
import { createDeliverFollowUp } from './context/deliver-follow-up.ts';
import { createTellDueTask } from './context/due-task.ts';
import type { PushKeys } from './context/push-keys.ts';
import { sweepNotifications } from './context/sweep-notifications.ts';
import type { TokenCounters } from './context/token-counters.ts';
import { createRemoveBlob } from './file/create-remove-blob.ts';
import type { FileParts } from './file/file-parts.ts';
import { BLOB_REMOVAL, sweepFiles } from './file/sweep-files.ts';
import { createOutboxWorker, type OutboxHandler } from './job/outbox-worker.ts';
import { createSearchIndexer } from './job/search-indexer.ts';
import { sweepOutbox } from './job/sweep-outbox.ts';
import { createSweeper } from './job/sweeper.ts';
import type { Clock } from './kit/clock.ts';
import type { Log } from './log.ts';
import type { VoiceRoad } from './omi/create-voice-road.ts';
import type { Registry } from './provider/registry.ts';
import type { Store } from './store/open.ts';

interface JobParts {
  config: Config;
  store: Store;
  clock: Clock;
  log: Log;
  instance: string;
  registry: Registry;
  counters: TokenCounters;
  files: FileParts;
  imports: ImportParts;
  voice: VoiceRoad;
  pushKeys: () => Promise<PushKeys>;
  tracing: Tracing | undefined;
  /** Whether this process writes answers that somebody waits for. */
  isBusy: () => boolean;
}

/** What a server does when nobody waits for it: queued effects, the search index, the hourly cleaning. */
export interface BackgroundJobs {
  /** Something was queued: look at once. */
  nudge(): void;
  readonly sendTestPush: WebPushSender['sendTest'];
  /** Takes back first what a process that died left half done. */
  start(): Promise<void>;
  /** Ends when nothing of it runs any more; the store is needed until then. */
  stop(): Promise<void>;
}

/** Builds what works in the background. Nothing of it runs yet. */
export function createBackgroundJobs(parts: JobParts): BackgroundJobs {
  const { config, store, clock, log, instance, registry, counters, files, voice, tracing, isBusy } = parts;
  const nudge = () => outbox.nudge();
  const mailer = config.mail ? createMailer(config.mail) : undefined;
  const pushSender = createWebPushSender({ store, clock, keys: parts.pushKeys, contact: pushContact(config) });
  const phonePushSender = config.expoPush && createExpoPushSender({ store, clock, log, settings: config.expoPush });
  const asker = createBackgroundAsker({ store, clock, log, isBusy });
  const importer = createConversationImporter(parts.imports);
  const handlers = new Map([
    ['conversation_import', importer.handler],
    ...voice.handlers,
    ['memory_suggestion', asker.handlerOf(createMemorySuggester({ store, clock, registry }))],
    ['summary', asker.handlerOf(createSummariser({ store, clock, registry, counters }))],
    ['title', asker.handlerOf(createTitleWriter({ store, registry }))],
    ...mailHandlers(config, mailer, { store, clock }),
    ['follow_up', createDeliverFollowUp({ store, clock })],
    ['task_due', createTellDueTask({ store, clock })],
    ['web_push', pushSender.handler],
    ...phonePushHandlers(phonePushSender),
    [BLOB_REMOVAL, createRemoveBlob(files.blobs)],
  ]);
  const outbox = createOutboxWorker({
    store,
    clock,
    log,
    instance,
    handlers: tracing?.traceHandlers(handlers) ?? handlers,
    random: Math.random,
    isBusy,
  });
  const indexer = createSearchIndexer({ store, clock, log, instance, isBusy, random: Math.random });
  const sweeper = createSweeper(
    {
      expired: () => sweepExpired(store, clock),
      audit: () => sweepAudit(store, clock),
      outbox: () => sweepOutbox({ store, clock }),
      notifications: () => sweepNotifications({ store, clock }),
      imports: () => importer.sweep(),
      voice: () => voice.sweep(),
      temporary: () => sweepTemporary({ store, clock }),
      conversations: (signal) => sweepConversations({ store, clock }, null, signal),
      // After whatever deletes messages.
      files: () => sweepFiles(files, nudge),
      counters: () => counters.save(store, clock.now()),
    },
    log,
  );

  return {
    nudge,
    sendTestPush: pushSender.sendTest,
    async start() {
      await outbox.recover();
      outbox.start();
      indexer.start();
      sweeper.start();
    },
    async stop() {
      asker.stop();
      importer.stop();
      await sweeper.stop();
      await outbox.stop();
      await indexer.stop();
      await pushSender.close();
      await phonePushSender?.close();
      mailer?.close();
    },
  };
}

/** Whom push services may turn to; they want an address even from a server that has none. */
function pushContact({ http: { publicUrl } }: Config): string {
  return publicUrl?.startsWith('https:') ? publicUrl : 'mailto:omniai@example.org';
}

/** What mails; where no mail server is set, what was queued for one is set aside. */
function mailHandlers({ http }: Config, mailer: Mailer | undefined, parts: { store: Store; clock: Clock }) {
  if (!mailer || http.publicUrl === null) return [];
  const handler = createMailResetLink({ ...parts, mailer, publicUrl: http.publicUrl });
  return [['password_reset', handler] as const];
}

/** What pushes to phones; where that was switched off, what was still queued for them is dropped. */
function phonePushHandlers(sender: ExpoPushSender | null) {
  const drop: OutboxHandler = async () => ({ kind: 'done' });
  return Object.entries(sender?.handlers ?? { expo_push: drop, expo_receipt: drop });
}
