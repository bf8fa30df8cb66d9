import {
  type AnswerState,
  createAnswerState,
  createKey,
  fold,
  isUnderWay,
  type Message,
  type StreamWish,
  type Turn,
  type TurnOrigin,
  unwrap,
} from '@omniai/client';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Api } from '../../lib/api-context.tsx';
import type { ModelChoice } from '../../lib/model-choice.ts';
import type { Outgoing } from '../../session/outgoing.ts';

interface TurnEvents {
  /** The server has the message of this turn. */
  onAccepted(turn: Turn): void;
  /** The server took nothing of it. */
  onRefused(turn: Turn): void;
  /** The answer has ended. Resolves when it can be read among the stored messages; rejects while it cannot. */
  onEnded(turn: Turn): Promise<void>;
}

/** Every answer under way on this phone. It outlives the screens: leaving a conversation does not stop its answer. */
export interface TurnStore {
  state: StoreApi<readonly Turn[]>;
  send(message: Outgoing): void;
  /** Says something else in place of a message of the person's. */
  edit(replaced: Message, text: string, choice: ModelChoice | null): void;
  /** Asks for the rest of an answer that broke off. */
  goOn(replaced: Message, choice: ModelChoice | null): void;
  /** Asks for another answer in place of `replaced`. */
  retry(replaced: Message, choice: ModelChoice | null): void;
  /** Follows an answer that is being written already. Calling it again for the same message changes nothing. */
  resume(message: Message): void;
  /** Asks the server to stop writing; what was written stays. */
  stop(turn: Turn): void;
  /** No longer tries to send what the server has not taken yet. */
  abandon(key: string): void;
  /** Forgets a turn that the server refused. */
  dismiss(turn: Turn): void;
  /** Ends all reading; the answers go on at the server. */
  close(): void;
}

/** Pieces of text are shown at most this often. */
const SHOW_EVERY_MS = 60;

export function createTurnStore(api: Api, events: TurnEvents): TurnStore {
  const state = createStore<readonly Turn[]>(() => []);
  const readers = new Map<string, AbortController>();
  const wantsStop = new Set<string>();
  const update = (key: string, answer: AnswerState) => {
    const change = (turn: Turn) =>
      turn.key === key ? { ...turn, answer, conversationId: answer.conversationId ?? turn.conversationId } : turn;
    state.setState((turns) => turns.map(change), true);
  };
  const drop = (key: string) => state.setState((turns) => turns.filter((turn) => turn.key !== key), true);
  // If this fails the answer simply goes on to its end, in sight of the person, who can press again.
  const cancel = (streamId: string) =>
    void unwrap(api.http.POST('/chat/cancel', { body: { stream_id: streamId } })).catch(() => undefined);

  async function settle(key: string): Promise<void> {
    const turn = state.getState().find((one) => one.key === key);
    if (!turn || isUnderWay(turn)) return;
    if (turn.answer.error !== null && turn.answer.messageId === null) return events.onRefused(turn);
    await events.onEnded(turn).then(
      () => drop(key),
      // As long as the messages cannot be read, the turn is all there is to show.
      () => undefined,
    );
  }

  async function run(turn: Turn, wish: StreamWish): Promise<void> {
    const { key } = turn;
    const reader = new AbortController();
    readers.set(key, reader);
    state.setState((turns) => [...turns.filter((one) => one.key !== key), turn], true);
    let { answer } = turn;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = () => {
      clearTimeout(timer);
      timer = undefined;
      update(key, answer);
    };
    for await (const event of api.stream(wish, reader.signal)) {
      answer = fold(answer, event);
      if (event.type === 'delta' || event.type === 'reasoning') timer ??= setTimeout(show, SHOW_EVERY_MS);
      else show();
      if (event.type !== 'meta') continue;
      if (wantsStop.delete(key)) cancel(event.stream_id);
      events.onAccepted({ ...turn, answer, conversationId: event.conversation_id });
    }
    clearTimeout(timer);
    readers.delete(key);
    await settle(key);
  }

  const begin = (key: string, conversationId: string | null, origin: TurnOrigin, wish: StreamWish, message?: Message) =>
    void run({ key, conversationId, origin, answer: createAnswerState(message) }, wish);

  return {
    state,
    send({ key, text, conversationId, parentId, choice }) {
      const body = {
        text,
        client_message_id: key,
        ...(conversationId !== null && { conversation_id: conversationId }),
        ...(parentId !== null && { parent_id: parentId }),
        ...choice,
      };
      begin(key, conversationId, { kind: 'send', text }, { kind: 'send', body });
    },
    edit(replaced, text, choice) {
      const key = createKey();
      const body = { message_id: replaced.id, text, client_message_id: key, ...choice };
      begin(key, replaced.conversation_id, { kind: 'edit', replaced, text }, { kind: 'edit', body });
    },
    goOn(replaced, choice) {
      const key = createKey();
      const body = { message_id: replaced.id, ...choice };
      begin(key, replaced.conversation_id, { kind: 'continue', replaced }, { kind: 'continue', body, key });
    },
    retry(replaced, choice) {
      const key = createKey();
      const body = { message_id: replaced.id, ...choice };
      begin(key, replaced.conversation_id, { kind: 'retry', replaced }, { kind: 'retry', body, key });
    },
    resume(message) {
      const { stream_id: streamId, id } = message;
      const isKnown = state.getState().some((turn) => turn.answer.messageId === id);
      if (streamId === null || isKnown) return;
      const wish: StreamWish = { kind: 'resume', streamId, textLength: message.text.length };
      begin(id, message.conversation_id, { kind: 'resume' }, wish, message);
    },
    stop({ key, answer }) {
      if (answer.streamId === null) wantsStop.add(key);
      else cancel(answer.streamId);
    },
    abandon(key) {
      readers.get(key)?.abort();
      drop(key);
    },
    dismiss: ({ key }) => drop(key),
    close() {
      for (const reader of readers.values()) reader.abort();
    },
  };
}
