import { createHash } from 'node:crypto';
import { type AppHealth, createAppHealth } from './app-health.ts';
import type { CircuitBreaker } from './circuit-breaker.ts';
import type { OmiConversation } from './omi-conversation.ts';
import { postWebhook, type WebhookAnswer } from './post-webhook.ts';
import type { Time } from './time.ts';

const TIMEOUT_MS = 15_000;
/** Omi does not say how long it waits between the attempts of a conversation. */
const WAITS_MS = [1_000, 5_000, 30_000];

/** The webhook of an app, called for everybody who has enabled it. */
export interface AppWebhook {
  /** Sends once. @returns undefined when it was not sent at all: what was said then is lost */
  sendTranscript(uid: string, body: object): Promise<WebhookAnswer | undefined>;
  /**
   * Sends a finished conversation, again after 5xx, 408, 425 and 429, each time with the same `X-Omi-Idempotency-Key`.
   * @returns every answer; none for a conversation that is discarded or locked, of which Omi does not tell
   */
  sendConversation(uid: string, conversation: OmiConversation): Promise<WebhookAnswer[]>;
  health(): AppHealth;
}

/** `backend/utils/app_integrations.py` */
export function createAppWebhook(webhookUrl: string, breaker: CircuitBreaker, time: Time): AppWebhook {
  const health = createAppHealth(time.now);
  const send = async (uid: string, body: object, headers: Record<string, string> = {}) => {
    const url = new URL(`${webhookUrl}${webhookUrl.includes('?') ? '&' : '?'}uid=${encodeURIComponent(uid)}`);
    if (health.state() === 'disabled' || !breaker.mayCall(url)) return undefined;
    const answer = await postWebhook(url, body, { headers, timeoutMs: TIMEOUT_MS });
    const hasFailed = answer.status < 200 || answer.status > 299;
    breaker.record(url, hasFailed);
    health.record(hasFailed);
    return answer;
  };
  return {
    sendTranscript: (uid, body) => send(uid, body),
    async sendConversation(uid, conversation) {
      if (conversation.discarded || conversation.is_locked) return [];
      const key = createHash('sha256').update(`${uid}:${conversation.id}`).digest('hex');
      const answers: WebhookAnswer[] = [];
      for (const waitMs of [0, ...WAITS_MS]) {
        if (waitMs > 0) await time.wait(waitMs);
        const answer = await send(uid, conversation, { 'X-Omi-Idempotency-Key': key });
        if (answer) answers.push(answer);
        if (answer && !isWorthAnotherTry(answer.status)) break;
      }
      return answers;
    },
    health: health.state,
  };
}

function isWorthAnotherTry(status: number): boolean {
  return status === 0 || status >= 500 || [408, 425, 429].includes(status);
}
