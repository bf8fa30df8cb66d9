import { formatPrompt } from './answer-script.ts';
import { SERVER_CORE, startDriver } from './pinned-process.ts';
import { readEvents } from './read-event.ts';
import { formatPost, type Subject } from './subject.ts';

/** Starts R in front of `upstream`. */
export async function startRelay(upstream: Subject): Promise<Subject> {
  const { pid, port, stop } = await startDriver(SERVER_CORE, './relay.ts', String(upstream.port));
  return {
    port,
    pid,
    stop,
    marker: 'data: ',
    formatRequest: (script) => formatPost('/', { text: formatPrompt(script) }),
    readPieces: (reply) => readEvents(reply.body).map((event) => String(JSON.parse(event.data).text)),
  };
}
