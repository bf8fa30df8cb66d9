import { setTimeout as wait } from 'node:timers/promises';
import { type Answer, awaitAnswer } from '../../chat/answer.ts';
import type { ChatParts } from '../../chat/send-message.ts';
import { takeAnswers } from '../answer/take-answers.ts';
import { answerSelfTest } from '../link/answer-self-test.ts';
import type { WebhookDoor } from '../open-door.ts';
import { askQuestion } from '../speech/ask-question.ts';
import type { HeardLink } from '../speech/heard-link.ts';
import type { NewOutboxRow } from '../speech/queue-question.ts';
import { stopSpokenAnswers } from '../speech/stop-spoken-answers.ts';
import { acceptBody } from './accept-body.ts';
import { acceptSegments } from './accept-segments.ts';
import { parseBody } from './parse-body.ts';

interface Log {
  warn(fields: object, message: string): void;
}

export interface DeliveryParts extends ChatParts {
  log: Log;
  /** How long a reply waits for the answer to its question. Omi gives up after 15 s. */
  holdMs: number;
  /** Something was queued that wants to be done soon. */
  onQueued: () => void;
}

/** What Omi reads of our reply: a `message` is pushed to the person at once and costs nothing. */
export interface OmiReply {
  message?: string;
}

export interface Delivery {
  body: string;
  query: Readonly<Record<string, unknown>>;
  /** Aborts when Omi has hung up: what is said then is not heard. */
  hungUp: AbortSignal;
}

/**
 * Takes in a real-time delivery and says what to reply. Its words are durable before this resolves. A question that ended waits for its
 * answer; answers that were too late for their own delivery ride on this one.
 * @throws AppError E1007 when the words could not be stored: Omi may send them again
 */
export async function answerDelivery(parts: DeliveryParts, door: WebhookDoor, delivery: Delivery): Promise<OmiReply> {
  const accepted = acceptBody(parseBody(delivery.body), delivery.query);
  if (accepted.kind === 'forged' || (accepted.kind === 'transcript' && isForeign(door, accepted.uid))) {
    parts.log.warn({ part: 'omi', code: 'forged' }, 'a delivery that names somebody else was dropped');
    return {};
  }
  if (accepted.kind === 'nothing' || accepted.segments.length === 0) return {};
  if (door.kind === 'self_test') return answerSelfTest(parts, door.link, accepted);
  const linkId = door.kind === 'link' ? door.link.id : undefined;
  const mayLink = door.kind === 'app' && !door.isOpen;
  const heard = await acceptSegments(parts, { omiUserId: accepted.uid, linkId, segments: accepted.segments, mayLink });
  if (heard.kind === 'nothing') return {};
  if (heard.kind === 'linked') return { message: 'Your Omi is linked. Say “Hey Omi” and ask away.' };
  if (heard.hasOpenUtterance) parts.onQueued();
  if (heard.stopsAnswers) await stopSpokenAnswers(parts, heard.link.user_id);
  if (heard.questions.length > 0) await holdForAnswers(parts, heard.questions, delivery.hungUp);
  else if (!heard.hasWaitingAnswer && !heard.hasReply) return {};
  return replyAnswers(parts, heard.link, delivery.hungUp);
}

function isForeign(door: WebhookDoor, uid: string): boolean {
  return door.kind !== 'app' && door.link.omi_user_id !== uid;
}

async function holdForAnswers(
  parts: DeliveryParts,
  questions: readonly NewOutboxRow[],
  hungUp: AbortSignal,
): Promise<void> {
  const answered = Promise.all(questions.map((row) => awaitQuestion(parts, row))).then(() => undefined);
  const timer = new AbortController();
  const heldLongEnough = wait(parts.holdMs, undefined, { signal: AbortSignal.any([timer.signal, hungUp]) }).catch(
    () => undefined,
  );
  await Promise.race([answered, heldLongEnough]);
  timer.abort();
}

/** Never throws: what fails here is asked again by the outbox. */
async function awaitQuestion(parts: DeliveryParts, row: NewOutboxRow): Promise<void> {
  try {
    const answer: Answer | undefined = await askQuestion(parts, row);
    if (answer) await awaitAnswer(parts, answer);
  } catch (err) {
    parts.log.warn({ part: 'omi', outbox_id: row.id, err }, 'a spoken question could not be asked yet');
  }
  parts.onQueued();
}

/** Gives the waiting answers in one message. */
async function replyAnswers(parts: DeliveryParts, link: HeardLink, hungUp: AbortSignal): Promise<OmiReply> {
  const { store, clock } = parts;
  if (hungUp.aborted) return {};
  const texts = await store.transact((tx) => takeAnswers(tx, link, clock.now()));
  return texts.length > 0 ? { message: toMessage(texts) } : {};
}

/** Of our replies Omi tells only what is longer than 5 characters. */
const MIN_MESSAGE_CHARS = 6;

function toMessage(texts: readonly string[]): string {
  const message = texts.join('\n\n');
  return message.length < MIN_MESSAGE_CHARS ? message.padEnd(MIN_MESSAGE_CHARS + 1, ' .') : message;
}
