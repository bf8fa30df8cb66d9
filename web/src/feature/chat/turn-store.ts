import {
  type AnswerState,
  createAnswerState,
  createKey,
  fold,
  type Message,
  type Question,
  type StreamEvent,
  type StreamWish,
  type Turn,
  type TurnOrigin,
  unwrap,
} from '@omniai/client';
import type { QueryClient } from '@tanstack/react-query';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Api } from '../../lib/api-context.tsx';
import type { ModelChoice } from '../../lib/model-choice.ts';
import { queryKey } from '../../lib/query-key.ts';
import { settleTurn } from './settle-turn.ts';
import type { MessagePages } from './use-messages.ts';

interface SendRequest {
  question: Question;
  conversationId: string | undefined;
  /** The message to answer when it is not the newest of the conversation. */
  parentId: string | null;
  choice: ModelChoice | null;
  /** Called when the server has made a conversation for this turn. */
  onConversation(conversationId: string, turnKey: string): void;
}

/** Every answer under way on this page. It outlives the screens: leaving a conversation does not stop its answer. */
export interface TurnStore {
  state: StoreApi<readonly Turn[]>;
  /** @returns the key of the turn that has begun */
  send(request: SendRequest): string;
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
  /** Forgets a turn that the server refused. */
  dismiss(turn: Turn): void;
}

export function createTurnStore(api: Api, queryClient: QueryClient): TurnStore {
  const state = createStore<readonly Turn[]>(() => []);
  const wantsStop = new Set<string>();

  const update = (key: string, change: (turn: Turn) => Turn) =>
    state.setState((turns) => turns.map((turn) => (turn.key === key ? change(turn) : turn)), true);
  const drop = (key: string) => state.setState((turns) => turns.filter((turn) => turn.key !== key), true);
  const find = (key: string) => state.getState().find((turn) => turn.key === key);

  async function cancel(streamId: string): Promise<void> {
    // If this fails the answer simply goes on to its end, in sight of the person, who can press again.
    await unwrap(api.http.POST('/chat/cancel', { body: { stream_id: streamId } })).catch(() => undefined);
  }

  const refetch = (key: readonly unknown[]): Promise<boolean> =>
    queryClient.invalidateQueries({ queryKey: key }, { throwOnError: true }).then(
      () => true,
      () => false,
    );

  /** A first reading that is under way would be taken for the new one, though the server answers it with what was there before. */
  async function readAnew(key: readonly unknown[]): Promise<void> {
    await queryClient.cancelQueries({ queryKey: key });
    await queryClient.invalidateQueries({ queryKey: key });
  }

  async function settle(turn: Turn): Promise<void> {
    const { conversationId, answer } = turn;
    const isRefused = answer.error !== null && answer.messageId === null;
    void queryClient.invalidateQueries({ queryKey: queryKey.conversations });
    void queryClient.invalidateQueries({ queryKey: queryKey.me });
    if (conversationId !== null) void readAnew(queryKey.allContexts(conversationId));
    if (isRefused || conversationId === null) return;
    // Other branches show how many siblings there are.
    void queryClient.invalidateQueries({
      queryKey: queryKey.allMessages(conversationId),
      predicate: (query) => query.queryKey[2] !== null,
    });
    const key = queryKey.messages(conversationId, null);
    const settled = settleTurn(queryClient.getQueryData<MessagePages>(key), turn);
    if (settled) queryClient.setQueryData(key, settled);
    // As long as the messages cannot be read, the turn is all there is to show; once they are read, it gives way to them.
    else if (!(await refetch(key))) return;
    drop(turn.key);
  }

  async function run(turn: Turn, start: StreamWish, onEvent?: (event: StreamEvent) => void): Promise<void> {
    state.setState((turns) => [...turns, turn], true);
    const publish = createPublisher((answer: AnswerState) =>
      update(turn.key, (current) => ({
        ...current,
        answer,
        conversationId: answer.conversationId ?? current.conversationId,
      })),
    );
    let { answer } = turn;
    for await (const event of api.stream(start)) {
      answer = fold(answer, event);
      publish(answer, event.type === 'delta' || event.type === 'reasoning');
      onEvent?.(event);
      if (event.type === 'meta' && wantsStop.delete(turn.key)) void cancel(event.stream_id);
    }
    const ended = find(turn.key);
    if (ended) await settle(ended);
  }

  return {
    state,
    send({ question, conversationId, parentId, choice, onConversation }) {
      const key = createKey();
      const { text, files = [], extras } = question;
      const body = {
        text,
        client_message_id: key,
        ...(conversationId !== undefined && { conversation_id: conversationId }),
        ...(parentId !== null && { parent_id: parentId }),
        ...(files.length > 0 && { file_ids: files.map(({ id }) => id) }),
        ...extras,
        ...choice,
      };
      const turn = createTurn(key, conversationId ?? null, { kind: 'send', ...question });
      void run(turn, { kind: 'send', body }, (event) => {
        if (event.type !== 'meta') return;
        void queryClient.invalidateQueries({ queryKey: queryKey.conversations });
        if (conversationId === undefined) onConversation(event.conversation_id, key);
      });
      return key;
    },
    edit(replaced, text, choice) {
      const key = createKey();
      const body = { message_id: replaced.id, text, client_message_id: key, ...choice };
      void run(createTurn(key, replaced.conversation_id, { kind: 'edit', replaced, text }), { kind: 'edit', body });
    },
    goOn(replaced, choice) {
      const key = createKey();
      const body = { message_id: replaced.id, ...choice };
      const turn = createTurn(key, replaced.conversation_id, { kind: 'continue', replaced });
      void run(turn, { kind: 'continue', body, key });
    },
    retry(replaced, choice) {
      const key = createKey();
      const body = { message_id: replaced.id, ...choice };
      void run(createTurn(key, replaced.conversation_id, { kind: 'retry', replaced }), { kind: 'retry', body, key });
    },
    resume(message) {
      const { stream_id: streamId } = message;
      const isKnown = state.getState().some((turn) => turn.answer.messageId === message.id);
      if (streamId === null || isKnown) return;
      const start: StreamWish = { kind: 'resume', streamId, textLength: message.text.length };
      void run(createTurn(message.id, message.conversation_id, { kind: 'resume' }, message), start);
    },
    stop(turn) {
      const { streamId } = turn.answer;
      if (streamId === null) wantsStop.add(turn.key);
      else void cancel(streamId);
    },
    dismiss: (turn) => drop(turn.key),
  };
}

function createTurn(key: string, conversationId: string | null, origin: TurnOrigin, message?: Message): Turn {
  return { key, conversationId, origin, answer: createAnswerState(message) };
}

/** Shows pieces of text at most once per frame, everything else at once. A hidden page has no frames and needs none. */
function createPublisher<Value>(show: (value: Value) => void): (value: Value, canWait: boolean) => void {
  let frame = 0;
  return (value, canWait) => {
    cancelAnimationFrame(frame);
    if (canWait && !document.hidden) frame = requestAnimationFrame(() => show(value));
    else show(value);
  };
}
