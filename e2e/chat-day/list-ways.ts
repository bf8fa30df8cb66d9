import type { TestPerson } from '../../server/test/test-person.ts';
import type { Reading } from './open-device.ts';

/** A request that names something. */
export interface Way {
  method: string;
  path: string;
  body?: object;
}

/** Every request by which somebody could come to a person's things of the day, if they were theirs. */
export async function listWays(person: TestPerson, readings: readonly Reading[]): Promise<Way[]> {
  const ids = async (path: string) => {
    const { body } = await person.call<{ items: { id: string }[] }>('GET', `${path}limit=100`);
    return body.items.map(({ id }) => id);
  };
  const conversations = [...(await ids('/conversations?')), ...(await ids('/conversations?archived=true&'))];
  const messages = await Promise.all(conversations.map((id) => ids(`/conversations/${id}/messages?`)));
  const states = readings
    .map(({ state }) => state)
    .filter(({ conversationId }) => conversationId !== null && conversations.includes(conversationId));
  return [
    ...conversations.flatMap(waysToConversation),
    ...messages.flat().flatMap(waysToMessage),
    ...states.flatMap(({ streamId }) => (streamId === null ? [] : waysToStream(streamId))),
    ...states
      .flatMap(({ toolCalls }) => toolCalls)
      .map(({ id }) => ({ method: 'POST', path: `/chat/tool-calls/${id}`, body: { allow: true } })),
    ...(await ids('/files?')).flatMap((id) => ['GET', 'DELETE'].map((method) => ({ method, path: `/files/${id}` }))),
    ...(await ids('/memories?')).map((id) => ({ method: 'DELETE', path: `/memories/${id}` })),
    ...(await ids('/conversations/imports?')).map((id) => ({ method: 'GET', path: `/conversations/imports/${id}` })),
  ];
}

function waysToConversation(id: string): Way[] {
  const path = `/conversations/${id}`;
  return [
    ...['', '/messages', '/context', '/summaries', '/export'].map((part) => ({ method: 'GET', path: path + part })),
    { method: 'PATCH', path, body: { title: 'Mine' } },
    { method: 'DELETE', path },
    { method: 'POST', path: '/chat/stream', body: { text: 'Hello', conversation_id: id } },
  ];
}

function waysToMessage(message_id: string): Way[] {
  return [
    { method: 'PATCH', path: `/messages/${message_id}`, body: { pinned: true } },
    { method: 'POST', path: '/chat/edit', body: { message_id, text: 'Hello' } },
    { method: 'POST', path: '/chat/retry', body: { message_id } },
    { method: 'POST', path: '/chat/continue', body: { message_id } },
  ];
}

function waysToStream(stream_id: string): Way[] {
  return [
    { method: 'GET', path: `/chat/streams/${stream_id}` },
    { method: 'POST', path: '/chat/cancel', body: { stream_id } },
  ];
}
