import type { Message } from '@omniai/client';
import { act, fireEvent, screen, waitFor } from '@testing-library/react-native';
import { router } from 'expo-router';
import { useState } from 'react';
import { ChatScreen } from '../src/feature/chat/chat-screen.tsx';
import { drawIn, standInForNetwork } from './draw-in.tsx';
import { toMessage } from './message-stand-in.ts';
import { refusal, standInForServer } from './server-stand-in.ts';
import { startStream } from './stream-stand-in.ts';

const QUESTION = toMessage({ id: 'u1', role: 'user', text: 'Why is the sky blue?' });
const ANSWER = toMessage({ id: 'a1', role: 'assistant', text: 'Because of scattering.', parent_id: 'u1' });
const OTHER = toMessage({ id: 'a2', role: 'assistant', text: 'It likes to be.', parent_id: 'u1' });

const MESSAGES = 'GET /conversations/c1/messages';
const providers = () => ({ providers: [], default: { provider: 'local', model: 'small' } });
const page = (...newestFirst: Message[]) => ({ items: newestFirst });

/** A new conversation, whose screen takes the name that the server gives it. */
function NewChat() {
  const [id, setId] = useState<string>();
  jest.mocked(router.setParams).mockImplementation((params) => setId(String(Object(params).id)));
  return <ChatScreen conversationId={id} thread={undefined} />;
}

describe('a conversation', () => {
  it('shows an answer as it comes, and stops it at the server', async () => {
    const stream = startStream();
    const stored: Message[] = [];
    const server = standInForServer({
      'GET /providers': providers,
      'POST /chat/stream': () => stream.response,
      'POST /chat/cancel': () => ({}),
      [MESSAGES]: () => page(...stored),
    });
    await drawIn(server.api, <NewChat />);
    await fireEvent.changeText(screen.getByLabelText('Message'), ' Why is the sky blue? ');
    await fireEvent.press(screen.getByRole('button', { name: 'Send' }));
    await screen.findByText('Why is the sky blue?');
    stream.emit('Because of ');
    await screen.findByText('Because of');
    await fireEvent.press(screen.getByRole('button', { name: 'Stop' }));
    await waitFor(() => expect(server.bodiesOf('POST /chat/cancel')).toEqual([{ stream_id: 's1' }]));
    const cut = { ...ANSWER, text: 'Because of ', status: 'cancelled' as const };
    stored.push(cut, QUESTION);
    await act(async () => stream.end(cut));
    await screen.findByText('You stopped this answer.');
    expect(screen.queryByRole('button', { name: 'Stop' })).toBeNull();
    const [sent] = server.bodiesOf('POST /chat/stream');
    expect(sent).toMatchObject({ text: 'Why is the sky blue?' });
  });

  it('asks for another answer in the place of one', async () => {
    const stream = startStream({ message_id: 'a2' });
    let stored = [ANSWER, QUESTION];
    const server = standInForServer({
      'GET /providers': providers,
      'POST /chat/retry': () => stream.response,
      [MESSAGES]: () => page(...stored),
    });
    await drawIn(server.api, <ChatScreen conversationId="c1" thread={undefined} />);
    await fireEvent.press(await screen.findByRole('button', { name: 'Ask for another answer' }));
    stream.emit('It likes');
    await screen.findByText('It likes');
    expect(screen.queryByText('Because of scattering.')).toBeNull();
    const other = { ...OTHER, siblings: ['a1', 'a2'] };
    stored = [other, QUESTION];
    await act(async () => stream.end(other));
    await screen.findByText('It likes to be.');
    expect(server.bodiesOf('POST /chat/retry')).toEqual([{ message_id: 'a1' }]);
  });

  it('goes from one answer to the one beside it', async () => {
    const siblings = ['a1', 'a2'];
    const server = standInForServer({
      'GET /providers': providers,
      [MESSAGES]: ({ query }) => page({ ...(query.get('branch') === 'a1' ? ANSWER : OTHER), siblings }, QUESTION),
    });
    await drawIn(server.api, <ChatScreen conversationId="c1" thread={undefined} />);
    await screen.findByText('It likes to be.');
    screen.getByText('2/2');
    await fireEvent.press(screen.getByRole('button', { name: 'Next version' }));
    await fireEvent.press(screen.getByRole('button', { name: 'Previous version' }));
    await screen.findByText('Because of scattering.');
    screen.getByText('1/2');
  });

  it('says why an answer failed, and offers to try again', async () => {
    const failed = {
      ...{ ...ANSWER, text: '', status: 'failed' as const },
      error: { code: 'E3001', message: 'The model is away.' },
    } as Message;
    const { api } = standInForServer({ 'GET /providers': providers, [MESSAGES]: () => page(failed, QUESTION) });
    await drawIn(api, <ChatScreen conversationId="c1" thread={undefined} />);
    await screen.findByText(/The model is away\./);
    screen.getByRole('button', { name: 'Retry' });
    // There is nothing to continue.
    expect(screen.queryByRole('button', { name: 'Continue' })).toBeNull();
  });

  it('says that one is not here', async () => {
    const { api } = standInForServer({ 'GET /providers': providers });
    await drawIn(api, <ChatScreen conversationId="c1" thread={undefined} />);
    await screen.findByText(/This conversation is not here/);
  });
});

describe('what is written without a network', () => {
  const offline = () => ({ network: standInForNetwork(false) });

  async function write(text: string) {
    await fireEvent.changeText(screen.getByLabelText('Message'), text);
    await fireEvent.press(screen.getByRole('button', { name: 'Send' }));
    await screen.findByText(text);
  }

  it('waits, and leaves by itself when there is one', async () => {
    const stream = startStream();
    const server = standInForServer({ 'GET /providers': providers, 'POST /chat/stream': () => stream.response });
    const { network } = offline();
    await drawIn(server.api, <NewChat />, { network });
    await write('First');
    await screen.findByText('Waits for the network');
    expect(screen.getByLabelText('Message').props.value).toBe('');
    expect(server.bodiesOf('POST /chat/stream')).toEqual([]);
    await act(async () => network.turn(true));
    stream.emit('An answer');
    await screen.findByText('An answer');
    expect(server.bodiesOf('POST /chat/stream')).toMatchObject([{ text: 'First' }]);
  });

  it('can be taken back into the field', async () => {
    const { api } = standInForServer({ 'GET /providers': providers });
    await drawIn(api, <NewChat />, offline());
    await write('Never mind');
    await fireEvent.press(screen.getByRole('button', { name: 'Take back' }));
    await waitFor(() => expect(screen.getByLabelText('Message').props.value).toBe('Never mind'));
    expect(screen.queryByText('Waits for the network')).toBeNull();
  });

  it('stays with the reason for which the server refused it', async () => {
    const server = standInForServer({
      'GET /providers': providers,
      'POST /chat/stream': () => refusal(400, 'E1001', 'This is too long.'),
    });
    const { network } = offline();
    await drawIn(server.api, <NewChat />, { network });
    await write('Much too long');
    await act(async () => network.turn(true));
    await screen.findByText('This is too long.');
    await fireEvent.press(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(server.bodiesOf('POST /chat/stream')).toHaveLength(2));
    const [first, second] = server.bodiesOf('POST /chat/stream');
    expect(second).toEqual(first);
  });
});
