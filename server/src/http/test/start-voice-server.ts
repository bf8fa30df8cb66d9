import type { DeliveryResult } from '../../../../e2e/omi/deliver.ts';
import { play } from '../../../../e2e/omi/play.ts';
import { speak } from '../../../../e2e/omi/speak.ts';
import { type OmiStandIn, startOmiStandIn } from '../../../../e2e/omi/start-omi-stand-in.ts';
import type { Dialect } from '../../../test/database.ts';
import { createTokenCounters } from '../../context/token-counters.ts';
import { createOutboxWorker, type OutboxWorker } from '../../job/outbox-worker.ts';
import { must } from '../../kit/must.ts';
import { createSecretBox } from '../../kit/secret-box.ts';
import { createLog } from '../../log.ts';
import { afterSpokenRun } from '../../omi/answer/after-spoken-run.ts';
import { createVoiceRoad, type VoiceRoad } from '../../omi/create-voice-road.ts';
import { createRegistry } from '../../provider/registry.ts';
import type { BaseProvider } from '../../provider/spec.ts';
import { createRuns } from '../../run/runs.ts';
import { readQuery } from '../../store/query.ts';
import { toolLimits } from '../../tool/limits.ts';
import { createToolBox } from '../../tool/tool-box.ts';
import type { Routes } from '../http-server.ts';
import { conversationRoutes } from '../route/conversation.ts';
import { linkRoutes } from '../route/link.ts';
import { omiConnectRoutes } from '../route/omi-connect.ts';
import { omiEventRoutes } from '../route/omi-event.ts';
import { omiImportRoutes } from '../route/omi-import.ts';
import { omiImportJobRoutes } from '../route/omi-import-job.ts';
import { omiReadingRoutes } from '../route/omi-reading.ts';
import { omiStatusRoutes } from '../route/omi-status.ts';
import { omiToolRoutes } from '../route/omi-tool.ts';
import { omiWebhookRoutes } from '../route/omi-webhook.ts';
import { preferenceRoutes } from '../route/preference.ts';
import { utteranceRoutes } from '../route/utterance.ts';
import { windowRoutes } from '../route/window.ts';
import { signUpAdmin, startTestServer, type TestServer } from './start-server.ts';

const WEBHOOK_SECRET = 'app-wide-webhook-secret-0001';

interface VoiceOptions {
  /** Whether an Omi app is configured; true if absent. */
  hasApp?: boolean;
  isProduction?: boolean;
  webhookSecret?: string | null;
  /** Whether the address without a token is open; false if absent. */
  allowUnsigned?: boolean;
  /** Null if absent. */
  publicUrl?: string;
  /** 8 s if absent. */
  holdMs?: number;
  /** How long a chat tool waits for its answer; 100 s if absent. */
  answerWithinMs?: number;
}

export interface VoiceServer extends TestServer {
  omi: OmiStandIn;
  road: VoiceRoad;
  outbox: OutboxWorker;
  /** Where Omi delivers for the whole app. */
  webhookUrl: string;
  /** What the model was asked, oldest first. */
  asked: string[];
  /** What the model says to a question; set it to change the answers. */
  answerTo: (question: string) => Promise<string>;
}

/** The voice road on the real store, runs, outbox and HTTP server, with a scripted model and the Omi stand-in. */
export async function startVoiceServer(dialect: Dialect, options: VoiceOptions = {}): Promise<VoiceServer> {
  const script: Pick<VoiceServer, 'asked' | 'answerTo'> = {
    asked: [],
    answerTo: async (question) => `You said: ${question}`,
  };
  const built: {
    omi?: OmiStandIn;
    road?: VoiceRoad;
    outbox?: OutboxWorker;
    drain?: () => Promise<void>;
    url?: string;
  } = {};
  let nowMs = () => 0;
  const omi = await startOmiStandIn({ enabledUids: ['u1', 'u2'], now: () => nowMs() });

  const server = await startTestServer(dialect, {
    routes: ({ store, clock }): Routes[] => {
      nowMs = clock.now;
      const log = createLog('silent');
      const registry = createRegistry({
        providers: [{ provider: createScriptedModel(script), isConfigured: true }],
        clock,
        log,
      });
      const after: Parameters<typeof createRuns>[0]['after'] = (tx, ended) => afterSpokenRun(tx, ended, clock.now());
      const runs = createRuns({ store, clock, log, instance: 'test', after });
      const toolBox = createToolBox({ box: createSecretBox('s'), limits: toolLimits, searxngUrl: null });
      const chat = {
        store,
        runs,
        registry,
        clock,
        toolBox,
        counters: createTokenCounters(log),
        loadPicture: async () => new Uint8Array(),
      };
      const road = createVoiceRoad({
        ...chat,
        log,
        onQueued: () => undefined,
        listeningUrl: () => built.url,
        settings: {
          appId: options.hasApp === false ? null : omi.app.id,
          appSecret: options.hasApp === false ? null : omi.app.apiKey,
          apiBaseUrl: omi.url,
          webhookSecrets: options.webhookSecret === null ? [] : [options.webhookSecret ?? WEBHOOK_SECRET],
          allowUnsigned: options.allowUnsigned ?? false,
          sessionSecret: 's'.repeat(32),
          publicUrl: options.publicUrl ?? null,
        },
        isProduction: options.isProduction ?? false,
        ...(options.holdMs !== undefined && { holdMs: options.holdMs }),
        answerWithinMs: options.answerWithinMs,
      });
      built.road = road;
      built.outbox = createOutboxWorker({
        store,
        clock,
        log,
        instance: 'test',
        handlers: road.handlers,
        random: () => 0.5,
      });
      registry.start();
      built.drain = async () => {
        await runs.drain(0);
        await registry.stop();
      };
      return [
        linkRoutes(road, { store, clock }),
        omiStatusRoutes(road),
        utteranceRoutes({ store, clock }),
        omiConnectRoutes(road),
        omiWebhookRoutes(road),
        omiEventRoutes(road),
        omiToolRoutes(road),
        omiImportRoutes({ ...road.data, store, clock }),
        omiReadingRoutes({ ...road.data, store }),
        omiImportJobRoutes(road.data, { store, clock, onQueued: () => undefined }),
        conversationRoutes(chat),
        preferenceRoutes({ store, clock }),
        windowRoutes({ store, clock }),
      ];
    },
  });
  built.url = server.url;
  const road = must(built.road, 'the voice road');
  return Object.assign(script, server, {
    omi,
    road,
    outbox: must(built.outbox, 'the outbox worker'),
    webhookUrl: `${server.url}/omi-webhook/${WEBHOOK_SECRET}`,
    [Symbol.asyncDispose]: async () => {
      await built.drain?.();
      await omi.stop();
      await road.close();
      await server[Symbol.asyncDispose]();
    },
  });
}

function createScriptedModel(script: Pick<VoiceServer, 'asked' | 'answerTo'>): BaseProvider {
  return {
    id: 'scripted',
    name: 'Scripted',
    is_model: true,
    async *chat_stream({ messages }, signal) {
      const question = messages.at(-1)?.content ?? '';
      script.asked.push(question);
      const { promise: stopped, resolve: stop } = Promise.withResolvers<undefined>();
      signal.addEventListener('abort', () => stop(undefined), { once: true });
      const text = await Promise.race([script.answerTo(question), stopped]);
      if (text === undefined) return;
      yield { type: 'text', text };
      yield { type: 'finish', finish_reason: 'stop', usage: { prompt_tokens: 1, completion_tokens: 1 } };
    },
    list_models: async () => [{ id: 'm', name: 'm', context_length: null }],
    health: async () => ({ status: 'up', message: null }),
  };
}

/** A voice server whose admin Ada is linked with the Omi user `u1`. */
export interface LinkedServer extends VoiceServer {
  ada: { authorization: string };
  /** Says something to the device; gives the results of the deliveries. Bars part the deliveries. */
  say(script: string, startS?: number): Promise<DeliveryResult[]>;
  /** What was pushed by the notification API, without the link code of the beginning. */
  notified(): string[];
  /** Kind and status of everything that was queued, as `kind status`. */
  queued(): Promise<string[]>;
  /** From now on answers come when they are let go. */
  holdAnswers(): (answer: string) => void;
}

const listOutbox = readQuery('test.list_outbox', (db) =>
  db.selectFrom('outbox').select(['kind', 'status']).orderBy('id'),
);

export async function startLinkedServer(dialect: Dialect, options: VoiceOptions = {}): Promise<LinkedServer> {
  const server = await startVoiceServer(dialect, options);
  const { bearer } = await signUpAdmin(server);
  await server.post('/link/omi/start', { omi_user_id: 'u1' }, bearer);
  const code = (server.omi.notifications[0]?.message ?? '').replace(/\D/g, '').slice(0, 8);
  const confirmed = await server.post('/link/omi/confirm', { omi_user_id: 'u1', code }, bearer);
  if (confirmed.status !== 200) throw new Error(`the link was refused: ${await confirmed.text()}`);
  return Object.assign(server, {
    ada: bearer,
    say: (script: string, startS = 0) => play(server.webhookUrl, 'u1', speak(script, { startS }), { paceMs: 0 }),
    notified: () => server.omi.notifications.slice(1).map(({ message }) => message),
    queued: async () => (await server.store.read.all(listOutbox, {})).map(({ kind, status }) => `${kind} ${status}`),
    holdAnswers() {
      const { promise, resolve } = Promise.withResolvers<string>();
      server.answerTo = () => promise;
      return resolve;
    },
  });
}
