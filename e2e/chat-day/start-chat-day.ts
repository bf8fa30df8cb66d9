import type { AnswerState, StreamWish } from '../../client/src/index.ts';
import { startToolServer, type TestToolServer } from '../../server/src/tool/test/start-tool-server.ts';
import type { Dialect } from '../../server/test/database.ts';
import {
  type ProviderCall,
  type ScriptedProvider,
  startScriptedProvider,
} from '../../server/test/scripted-provider.ts';
import { startTestServer, type TestServer } from '../../server/test/server.ts';
import type { TestPerson } from '../../server/test/test-person.ts';
import { type Device, openDevice } from './open-device.ts';

export const MODEL_KEY = 'key-of-the-model-at-home';

/** A server whose admin has set it up while it ran, and a person with two devices who chats there. */
export interface ChatDay extends AsyncDisposable {
  readonly server: TestServer;
  readonly admin: TestPerson;
  readonly ada: TestPerson;
  readonly laptop: Device;
  readonly phone: Device;
  /** What the admin made, as `home` with the model `large`. */
  readonly home: ScriptedProvider;
  readonly tools: TestToolServer;
  /** Asks on the laptop; the model at home answers with these words. Gives what it was asked, and what was read. */
  say(wish: StreamWish | string, words: string): Promise<{ call: ProviderCall; answer: AnswerState }>;
}

export async function startChatDay(dialect: Dialect): Promise<ChatDay> {
  const [server, home, tools] = await Promise.all([
    startTestServer(dialect),
    startScriptedProvider([
      { id: 'large', context_length: 16_000, architecture: { input_modalities: ['text', 'image'] } },
    ]),
    startToolServer(),
  ]);
  home.name(async (call) => {
    const { user }: { user: string } = JSON.parse(call.question);
    await call.emit(`About: ${user}`);
    await call.finish();
  });
  const [admin, ada] = await Promise.all([server.admin(), server.person('ada')]);
  await setUp(admin, home, tools);
  const [laptop, phone] = await Promise.all([
    openDevice(server.url, ada.token),
    server.signIn(ada).then(({ token }) => openDevice(server.url, token)),
  ]);
  return {
    server,
    admin,
    ada,
    laptop,
    phone,
    home,
    tools,
    async say(wish, words) {
      const reading = laptop.read(typeof wish === 'string' ? begin(wish) : wish);
      const call = await home.call();
      await call.emit(words);
      await call.finish();
      return { call, answer: await reading.ended };
    },
    async [Symbol.asyncDispose]() {
      for (const device of [laptop, phone]) device[Symbol.dispose]();
      await server[Symbol.asyncDispose]();
      await Promise.all([home, tools].map((one) => one[Symbol.asyncDispose]()));
    },
  };
}

/** A new conversation with the model at home. */
export function begin(text: string): StreamWish {
  return { kind: 'send', body: { text, provider: 'home' } };
}

async function setUp(admin: TestPerson, home: ScriptedProvider, tools: TestToolServer): Promise<void> {
  const manage = async (method: string, path: string, body: object): Promise<string> => {
    const answer = await admin.fetch(method, `/admin/${path}`, body);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} was refused: ${text}`);
    return text;
  };
  const provider = { id: 'home', kind: 'openai_compatible', name: 'At home', base_url: home.baseUrl };
  await manage('POST', 'providers', { ...provider, api_key: MODEL_KEY, is_private_allowed: true });
  const fallbacks = [{ provider: 'openai-compatible', model: 'scripted' }];
  await manage('PUT', 'fallbacks', { chains: [{ provider: 'home', model: 'large', fallbacks }] });
  const server = { name: 'notes', url: tools.url, is_private_allowed: true };
  const { tool_server } = JSON.parse(await manage('POST', 'tool-servers', server));
  await manage('POST', `tool-servers/${tool_server.id}/check`, {});
  await manage('PATCH', `tool-servers/${tool_server.id}`, { allowed_tools: [{ name: 'read' }, { name: 'write' }] });
}
