import { type AppWebhook, createAppWebhook } from './app-webhook.ts';
import { createCircuitBreaker } from './circuit-breaker.ts';
import type { OmiSegment } from './deliver.ts';
import { createDeveloperWebhook, type DeveloperWebhook } from './developer-webhook.ts';
import { readPush, type WebhookAnswer } from './post-webhook.ts';
import type { Time } from './time.ts';
import { createTranscriptQueue, type TranscriptQueue } from './transcript-queue.ts';

/** What came of one delivery to one webhook. */
export interface DeliveryOutcome {
  to: 'app' | 'developer';
  segments: readonly OmiSegment[];
  /** Undefined when Omi did not even try, because the webhook is disabled or its circuit is open. */
  answer: WebhookAnswer | undefined;
  /** What the user sees because of it. */
  push: string | undefined;
}

interface SenderOptions {
  uid: string;
  appUrl?: string;
  developerUrl?: string;
  time: Time;
  onOutcome?: (outcome: DeliveryOutcome) => void;
}

/** Omi as one user's transcript leaves it: every delivery goes to the app and to the user's own webhook at the same time. */
export interface OmiSender extends TranscriptQueue {
  app: AppWebhook | undefined;
  developer: DeveloperWebhook | undefined;
}

export function createOmiSender({ uid, appUrl, developerUrl, time, onOutcome }: SenderOptions): OmiSender {
  const breaker = createCircuitBreaker(time.now);
  const app = appUrl === undefined ? undefined : createAppWebhook(appUrl, breaker, time);
  const developer = developerUrl === undefined ? undefined : createDeveloperWebhook(developerUrl, uid, breaker, time);
  const tell = (to: DeliveryOutcome['to'], segments: readonly OmiSegment[], answer: WebhookAnswer | undefined) =>
    onOutcome?.({ to, segments, answer, push: answer && readPush(answer) });

  const queue = createTranscriptQueue(async (segments) => {
    const body = { session_id: uid, segments };
    await Promise.all([
      app?.sendTranscript(uid, body).then((answer) => tell('app', segments, answer)),
      developer?.send(body).then((answers) => tell('developer', segments, answers.at(-1))),
    ]);
  });
  return { ...queue, app, developer };
}
