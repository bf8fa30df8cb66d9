import { randomUUID } from 'node:crypto';
import type { CircuitBreaker } from './circuit-breaker.ts';
import { probe } from './deliver.ts';
import { postWebhook, type WebhookAnswer } from './post-webhook.ts';
import type { Time } from './time.ts';

const TIMEOUT_MS = 15_000;
const WAITS_MS = [1_000, 5_000, 30_000];
const FAILURES_TO_DISABLE = 100;

/** A webhook that a user has set in Developer Settings: real-time transcript, conversation created or day summary. */
export interface DeveloperWebhook {
  /**
   * Sends up to four times with the same `Idempotency-Key`.
   * @returns every answer; none while the webhook is disabled
   */
  send(body: object): Promise<WebhookAnswer[]>;
  /** Whether 100 failures without a success between have switched it off. */
  isDisabled(): boolean;
  /** Asks the bare address with `{}` and switches the webhook on again when it answers with success. */
  enable(): Promise<boolean>;
}

/** `backend/utils/webhooks.py`, `backend/database/webhook_health.py` */
export function createDeveloperWebhook(
  webhookUrl: string,
  uid: string,
  breaker: CircuitBreaker,
  time: Time,
): DeveloperWebhook {
  const url = new URL(webhookUrl);
  url.searchParams.set('uid', uid);
  let failures = 0;
  let isDisabled = false;

  /** A call that the breaker keeps back is an attempt like one that nobody answered. */
  const attempt = async (body: object, key: string): Promise<WebhookAnswer> => {
    if (!breaker.mayCall(url)) return { status: 0, body: undefined, text: '', elapsedMs: 0 };
    const answer = await postWebhook(url, body, { headers: { 'Idempotency-Key': key }, timeoutMs: TIMEOUT_MS });
    breaker.record(url, !isSuccess(answer.status));
    return answer;
  };
  return {
    async send(body) {
      const answers: WebhookAnswer[] = [];
      if (isDisabled) return answers;
      const key = randomUUID();
      for (const waitMs of [0, ...WAITS_MS]) {
        if (waitMs > 0) await time.wait(waitMs);
        const answer = await attempt(body, key);
        answers.push(answer);
        if (isSuccess(answer.status) || isFinal(answer.status)) break;
      }
      failures = isSuccess(answers.at(-1)?.status ?? 0) ? 0 : failures + 1;
      isDisabled ||= failures >= FAILURES_TO_DISABLE;
      return answers;
    },
    isDisabled: () => isDisabled,
    async enable() {
      const { status } = await probe(webhookUrl);
      if (!isSuccess(status)) return false;
      isDisabled = false;
      failures = 0;
      return true;
    },
  };
}

function isSuccess(status: number): boolean {
  return status >= 200 && status <= 299;
}

/** Most refusals would be the same the next time. A redirect is not followed, and would be one again. */
function isFinal(status: number): boolean {
  return status >= 300 && status <= 499 && status !== 408 && status !== 429;
}
