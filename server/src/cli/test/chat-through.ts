import type { TestServer } from '../../../test/server.ts';
import type { TestPerson } from '../../../test/test-person.ts';

/** Leaves something in tables that refer to each other: a person with an answered message, a memory and a task. */
export async function chatThrough(server: TestServer, text: string): Promise<TestPerson> {
  const person = await server.person();
  const stream = await person.send(text);
  const call = await server.provider.call(text);
  await call.emit('An answer ', 'with an owl 🦉.');
  await call.finish();
  await stream.until('final');
  await person.call('POST', '/memories', { text: `Remembers ${text}` });
  await person.call('POST', '/agent-events', { type: 'task', payload: { title: text } });
  return person;
}
