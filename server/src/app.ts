import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createAuthenticate } from './account/authenticate.ts';
import { createOidcClient } from './account/oidc-client.ts';
import { createPasswordHasher } from './account/password-hasher.ts';
import { prepareSetup } from './account/prepare-setup.ts';
import { readRegistration } from './account/registration.ts';
import { createSessionEnds } from './account/session-ends.ts';
import { createSessionWatch } from './account/session-watch.ts';
import { createMetrics } from './admin/create-metrics.ts';
import { createTracing } from './admin/create-tracing.ts';
import { createBackupMaker } from './admin/make-backup.ts';
import { refuseUnfinishedMove } from './admin/unfinished-move.ts';
import { createChanges } from './bus/changes.ts';
import { createImportFolder } from './chat/import/import-folder.ts';
import { queueTitle } from './chat/queue-title.ts';
import { keepVendorConversation } from './chat/vendor-conversation.ts';
import type { Config } from './config.ts';
import { learnTokens } from './context/learn-tokens.ts';
import { createPushKeys } from './context/push-keys.ts';
import { queueAnswerPush } from './context/queue-push.ts';
import { queueSummaryAfter } from './context/queue-summary.ts';
import { readPersonQuota } from './context/read-person-quota.ts';
import { createTokenCounters } from './context/token-counters.ts';
import { createBackgroundJobs } from './create-background-jobs.ts';
import { createFileShelf, filesDirOf } from './file/create-file-shelf.ts';
import { createLoadPicture } from './file/load-picture.ts';
import { closeHttpServer } from './http/close-http-server.ts';
import { createHttpServer } from './http/create-http-server.ts';
import { createCsrf } from './http/csrf.ts';
import type { HttpServer, Phase } from './http/http-server.ts';
import { listeningUrl } from './http/listening-url.ts';
import { accountRoutes } from './http/route/account.ts';
import { accountDataRoutes } from './http/route/account-data.ts';
import { accountSessionRoutes } from './http/route/account-session.ts';
import { accountUsageRoutes } from './http/route/account-usage.ts';
import { adminAuditRoutes } from './http/route/admin-audit.ts';
import { adminBackupRoutes } from './http/route/admin-backup.ts';
import { adminFallbackRoutes } from './http/route/admin-fallback.ts';
import { adminProviderRoutes } from './http/route/admin-provider.ts';
import { adminProviderCheckRoutes } from './http/route/admin-provider-check.ts';
import { adminQuotaRoutes } from './http/route/admin-quota.ts';
import { adminReadingRoutes } from './http/route/admin-reading.ts';
import { adminSettingRoutes } from './http/route/admin-setting.ts';
import { adminStreamRoutes } from './http/route/admin-stream.ts';
import { adminToolServerRoutes } from './http/route/admin-tool-server.ts';
import { adminUsageRoutes } from './http/route/admin-usage.ts';
import { adminUserRoutes } from './http/route/admin-user.ts';
import { agentEventRoutes } from './http/route/agent-event.ts';
import { apiKeyRoutes } from './http/route/api-key.ts';
import { authRoutes } from './http/route/auth.ts';
import { chatRoutes } from './http/route/chat.ts';
import { conversationRoutes } from './http/route/conversation.ts';
import { conversationContextRoutes } from './http/route/conversation-context.ts';
import { conversationExportRoutes } from './http/route/conversation-export.ts';
import { conversationImportRoutes } from './http/route/conversation-import.ts';
import { docsRoutes } from './http/route/docs.ts';
import { eventRoutes } from './http/route/event.ts';
import { fileRoutes } from './http/route/file.ts';
import { followUpRoutes } from './http/route/follow-up.ts';
import { healthRoutes } from './http/route/health.ts';
import { helpRoutes } from './http/route/help.ts';
import { inviteRoutes } from './http/route/invite.ts';
import { linkRoutes } from './http/route/link.ts';
import { meRoutes } from './http/route/me.ts';
import { memoryRoutes } from './http/route/memory.ts';
import { messageRoutes } from './http/route/message.ts';
import { metricsRoutes } from './http/route/metrics.ts';
import { notificationRoutes } from './http/route/notification.ts';
import { oidcRoutes } from './http/route/oidc.ts';
import { omiConnectRoutes } from './http/route/omi-connect.ts';
import { omiEventRoutes } from './http/route/omi-event.ts';
import { omiImportRoutes } from './http/route/omi-import.ts';
import { omiImportJobRoutes } from './http/route/omi-import-job.ts';
import { omiReadingRoutes } from './http/route/omi-reading.ts';
import { omiStatusRoutes } from './http/route/omi-status.ts';
import { omiToolRoutes } from './http/route/omi-tool.ts';
import { omiWebhookRoutes } from './http/route/omi-webhook.ts';
import { openAiRoutes } from './http/route/openai.ts';
import { outboxRoutes } from './http/route/outbox.ts';
import { pageRoutes } from './http/route/page.ts';
import { passkeyRoutes } from './http/route/passkey.ts';
import { preferenceRoutes } from './http/route/preference.ts';
import { providerRoutes } from './http/route/provider.ts';
import { pushRoutes } from './http/route/push.ts';
import { phonePushRoutes } from './http/route/push-phone.ts';
import { rateLimitRoutes } from './http/route/rate-limit.ts';
import { resetRoutes } from './http/route/reset.ts';
import { retentionRoutes } from './http/route/retention.ts';
import { searchRoutes } from './http/route/search.ts';
import { secondFactorRoutes } from './http/route/second-factor.ts';
import { spaceRoutes } from './http/route/space.ts';
import { streamTestRoutes } from './http/route/stream-test.ts';
import { toolRoutes } from './http/route/tool.ts';
import { utteranceRoutes } from './http/route/utterance.ts';
import { windowRoutes } from './http/route/window.ts';
import { type Clock, systemClock, utcDay } from './kit/clock.ts';
import type { UserId } from './kit/id.ts';
import { createSecretBox } from './kit/secret-box.ts';
import { readVersion } from './kit/version.ts';
import type { Log } from './log.ts';
import { afterSpokenRun } from './omi/answer/after-spoken-run.ts';
import { createVoiceRoad } from './omi/create-voice-road.ts';
import { createProviders } from './provider/from-settings.ts';
import { createRegistry } from './provider/registry.ts';
import { createStoredProviders } from './provider/stored-providers.ts';
import { toProviderSettings } from './provider/to-provider-settings.ts';
import { readCurrency } from './quota/pricing.ts';
import type { AfterRun } from './run/finish-run.ts';
import { createAnswerReport } from './run/report-answer.ts';
import type { RunObserver } from './run/run-observer.ts';
import { createRuns } from './run/runs.ts';
import { expoPushTokenWriter } from './store/expo-push-token-writer.ts';
import { openStore } from './store/open.ts';
import { usageReader } from './store/usage-reader.ts';
import { userReader } from './store/user-reader.ts';
import { watchWrites } from './store/watch-writes.ts';
import { toolLimits } from './tool/limits.ts';
import { createToolBox } from './tool/tool-box.ts';

/** How far back a person is told what they used. */
const DAILY_MS = 31 * 86_400_000;

export interface App {
  readonly server: HttpServer;
  /** The token of the link that makes the first admin, while there is none. */
  readonly setupToken: string | undefined;
  /** Lets running answers end for `graceMs`, ends the others with what they have, and closes everything in reverse order. */
  close(graceMs: number): Promise<void>;
}

export interface AppParts {
  config: Config;
  log: Log;
  clock?: Clock;
  /** Where the built page lies. */
  webDir: string;
  docsDir: string;
}

/**
 * Builds every part of the server once, in order, and starts what works in the background. Nothing listens yet.
 * @throws Error with a sentence for the person at the terminal when the database cannot be opened
 */
export async function createApp({ config, log, clock = systemClock, webDir, docsDir }: AppParts): Promise<App> {
  const instance = randomUUID();
  let phase: Phase = 'starting';

  const metrics = createMetrics({ clock });
  const changes = createChanges();
  const tracing = config.tracing ? await createTracing({ ...config.tracing, version: readVersion() }) : undefined;
  const database = metrics.measure(await openStore(config.databaseLocation));
  const store = watchWrites(tracing ? tracing.traceStore(database) : database, changes);
  await refuseUnfinishedMove(store);
  const passwords = createPasswordHasher();
  const setupToken = await prepareSetup({ store, clock, passwords, admin: config.admin });
  const sessionEnds = createSessionEnds();
  const sessionWatch = createSessionWatch({ store, clock, sessionEnds, log });
  const csrf = createCsrf(config);
  const box = createSecretBox(config.sessionSecret);
  const accounts = { store, clock, passwords, registration: config.registration, csrf, sessionEnds, box };
  const files = createFileShelf(config, { store, clock });
  const quotaOf = (userId: UserId) => readPersonQuota(store.read, userId, clock.now());

  const { defaultProvider, defaultModel } = config.provider;
  const storedProviders = createStoredProviders({ store, box, log });
  const registry = createRegistry({
    providers: createProviders(toProviderSettings(config, docsDir)),
    loadStored: storedProviders.load,
    defaults: { provider: defaultProvider, model: defaultModel },
    clock,
    log,
  });
  const whatFollows = [afterSpokenRun, queueTitle, queueSummaryAfter, keepVendorConversation, queueAnswerPush];
  const after: AfterRun = async (tx, ended) => {
    for (const follow of whatFollows) await follow(tx, ended, clock.now());
  };
  const counters = createTokenCounters(log);
  await counters.load(store);
  const reportAnswer = createAnswerReport(registry);
  const observe: RunObserver = (run) => {
    reportAnswer(run);
    learnTokens(counters, run);
    metrics.observeRun(run);
    tracing?.observeRun(run);
  };
  const runs = createRuns({ store, clock, log, instance, after, observe, observeTool: metrics.observeTool });
  metrics.watch({ store, countStreams: () => runs.size });
  const toolBox = createToolBox({ box, limits: toolLimits, searxngUrl: config.searxngUrl });
  const chat = { store, runs, registry, clock, toolBox, counters, loadPicture: createLoadPicture(files.blobs) };
  const voice = createVoiceRoad({
    ...chat,
    log,
    settings: { ...config.omi, sessionSecret: config.sessionSecret, publicUrl: config.http.publicUrl },
    listeningUrl: () => listeningUrl(server),
    isProduction: config.isProduction,
    onQueued: () => jobs.nudge(),
  });
  const pushKeys = createPushKeys({ store, clock, box });
  // A server that may not push to phones knows of none. They register anew where it may again.
  if (!config.expoPush) await store.transact((tx) => expoPushTokenWriter.forgetAll(tx));
  const imports = { store, clock, folder: createImportFolder(join(config.dataDir, 'imports')) };
  const jobs = createBackgroundJobs({
    ...chat,
    config,
    log,
    instance,
    files,
    imports,
    voice,
    pushKeys,
    tracing,
    isBusy: () => runs.size > 0,
  });

  const backupsDir = join(config.dataDir, 'backups');
  const { databaseLocation: location, sessionSecret } = config;
  const filesDir = config.s3 ? null : filesDirOf(config.dataDir);
  const backup = { location, backupsDir, filesDir, sessionSecret, version: readVersion() };

  const server: HttpServer = await createHttpServer({
    config: config.http,
    log,
    authenticate: createAuthenticate(store, clock, log),
    csrf,
    phase: () => phase,
    tracing,
    routes: [
      healthRoutes({
        clock,
        version: readVersion(),
        phase: () => phase,
        database: store.dialect,
        readRegistration: () => readRegistration(store.read, config.registration),
        isOmiConfigured: config.omi.appId !== null,
        needsSetup: async () => !(await userReader.existsAny(store.read)),
        checkDatabase: async () => void (await userReader.existsAny(store.read)),
      }),
      streamTestRoutes(),
      helpRoutes(),
      docsRoutes(),
      pageRoutes(webDir),
      authRoutes(accounts),
      accountRoutes(accounts),
      accountSessionRoutes(accounts),
      accountDataRoutes({ ...accounts, files }),
      apiKeyRoutes(accounts),
      secondFactorRoutes(accounts),
      resetRoutes({ ...accounts, canMail: config.mail !== null, onQueued: jobs.nudge }),
      oidcRoutes({ ...accounts, clients: createOidcClients(config) }),
      passkeyRoutes({ ...accounts, publicUrl: config.http.publicUrl }),
      accountUsageRoutes({
        quotaOf,
        dailyOf: (userId) => usageReader.daily(store.read, userId, utcDay(clock.now() - DAILY_MS)),
        readCurrency: () => readCurrency(store.read),
      }),
      meRoutes({ quotaOf, omiLinksOf: voice.listLinks }),
      eventRoutes({ changes, sessionEnds }),
      chatRoutes({ ...chat, sessionEnds }),
      toolRoutes(chat),
      fileRoutes(files),
      openAiRoutes({ ...chat, sessionEnds }),
      conversationRoutes(chat),
      conversationExportRoutes({ store, clock }),
      conversationImportRoutes({ ...imports, onQueued: jobs.nudge }),
      conversationContextRoutes(chat),
      messageRoutes({ store, clock }),
      searchRoutes({ store }),
      spaceRoutes({ store, clock }),
      windowRoutes({ store, clock }),
      memoryRoutes({ store, clock }),
      agentEventRoutes({ store, clock }),
      preferenceRoutes({ store, clock }),
      retentionRoutes({ store, clock }),
      notificationRoutes({ store }),
      pushRoutes({ store, clock, keys: pushKeys, sendTest: jobs.sendTestPush }),
      phonePushRoutes({ store, clock, isEnabled: config.expoPush !== null }),
      followUpRoutes({ store, clock, onQueued: jobs.nudge }),
      outboxRoutes({ store, clock, onQueued: jobs.nudge }),
      providerRoutes(registry),
      adminUserRoutes({ store, clock, sessionEnds, runs, publicUrl: config.http.publicUrl }),
      adminBackupRoutes({ backupsDir, makeBackup: createBackupMaker({ store, clock }, backup) }),
      adminProviderRoutes({ store, clock, box, registry }),
      adminToolServerRoutes({ store, clock, box }),
      adminProviderCheckRoutes({ store, clock, box, registry, stored: storedProviders }),
      adminFallbackRoutes({ store, clock, registry }),
      adminQuotaRoutes({ store, clock, quotaOf }),
      metricsRoutes({ store, clock, metrics, token: config.http.metricsToken }),
      rateLimitRoutes({ store, clock, quotaOf }),
      adminStreamRoutes(chat),
      adminSettingRoutes({ store, clock, config }),
      adminAuditRoutes({ store, clock }),
      adminReadingRoutes({ store, clock }),
      adminUsageRoutes({ store, clock }),
      inviteRoutes({ store, clock, sessionSecret: config.sessionSecret, publicUrl: config.http.publicUrl }),
      linkRoutes(voice, { store, clock }),
      omiStatusRoutes(voice),
      utteranceRoutes({ store, clock }),
      omiConnectRoutes(voice),
      omiWebhookRoutes(voice),
      omiEventRoutes(voice),
      omiToolRoutes(voice),
      omiImportRoutes({ ...voice.data, store, clock }),
      omiReadingRoutes({ ...voice.data, store }),
      omiImportJobRoutes(voice.data, { store, clock, onQueued: jobs.nudge }),
    ],
  });

  const interrupted = await runs.recover();
  if (interrupted > 0) log.warn({ count: interrupted }, 'answers of a server that stopped were ended as interrupted');
  await registry.reload();
  registry.start();
  runs.start();
  await jobs.start();
  sessionWatch.start();
  phase = 'ready';

  return {
    server,
    setupToken,
    async close(graceMs) {
      phase = 'draining';
      await runs.drain(graceMs);
      await closeHttpServer(server);
      sessionWatch.stop();
      await jobs.stop();
      await voice.close();
      await files.blobs.close();
      await registry.stop();
      await toolBox.close();
      await counters.stop();
      await counters
        .save(store, clock.now())
        .catch((error: unknown) => log.warn({ err: error }, 'token ratios were not saved'));
      await store.close();
      await tracing?.close();
    },
  };
}

function createOidcClients({ oidc, http: { publicUrl } }: Config) {
  return new Map(oidc.map((settings) => [settings.name, createOidcClient(settings, publicUrl ?? '')] as const));
}
