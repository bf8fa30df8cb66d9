import { formatPrompt } from './answer-script.ts';
import { LOAD_CORE, startDriver } from './pinned-process.ts';
import { readEvents } from './read-event.ts';
import { formatPost, type Subject } from './subject.ts';

/** Starts the scripted upstream. It is a subject too: asked directly, it gives the time that any relay adds to. */
export async function startUpstream(): Promise<Subject> {
  const { pid, port, stop } = await startDriver(LOAD_CORE, './upstream.ts');
  return {
    port,
    pid,
    stop,
    marker: '"content":"w',
    formatRequest: (script) =>
      formatPost('/v1/chat/completions', {
        model: 'bench',
        stream: true,
        messages: [{ role: 'user', content: formatPrompt(script) }],
      }),
    readPieces: (reply) =>
      readEvents(reply.body)
        .filter((event) => event.data !== '[DONE]')
        .map((event) => String(JSON.parse(event.data).choices[0]?.delta.content ?? ''))
        .filter((text) => text !== ''),
  };
}
