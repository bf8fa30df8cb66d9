import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AnswerFrames, createAnswerFrames } from './answer-frame.ts';
import { type AnswerScript, findScript } from './answer-script.ts';
import { listenForParent } from './listen-for-parent.ts';
import { Pacer } from './pacer.ts';

/*
 * The model server of the bench, run as a process of its own: OpenAI's chat-completions stream, answered by the script in the user's message.
 * Frames are built once per script and written straight to the socket, so that it costs a small part of what any server under test costs.
 */

const builtAnswers = new Map<string, AnswerFrames>();
const pacers = new Map<number, Pacer>();
/** For whatever a server asks on its own account, such as a title. */
const plainScript: AnswerScript = { tokens: 3, tokensPerSecond: 0, charsPerToken: 0, eventsPerChunk: 1, seed: 0 };

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  if (request.method === 'POST' && request.url === '/v1/chat/completions') return acceptChat(request, response);
  const isModelList = request.url === '/v1/models';
  response.writeHead(isModelList ? 200 : 404, { 'content-type': 'application/json' });
  response.end(JSON.stringify(isModelList ? { object: 'list', data: [{ id: 'bench', object: 'model' }] } : {}));
});
listenForParent(server);

function acceptChat(request: IncomingMessage, response: ServerResponse): void {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (piece: string) => {
    body += piece;
  });
  request.on('end', () => answer(response, findScript(body) ?? plainScript));
}

function answer(response: ServerResponse, script: AnswerScript): void {
  const { socket } = response;
  if (socket === null) return;
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.flushHeaders();
  const { frames, whole } = findAnswer(script);
  if (script.tokensPerSecond === 0) {
    socket.write(whole);
    response.end();
    return;
  }
  const leave = findPacer(script.tokensPerSecond).add(
    frames,
    (frame) => socket.write(frame),
    () => response.end(),
  );
  response.on('close', leave);
}

function findAnswer(script: AnswerScript): AnswerFrames {
  const key = JSON.stringify(script);
  const answerFrames = builtAnswers.get(key) ?? createAnswerFrames(script);
  builtAnswers.set(key, answerFrames);
  return answerFrames;
}

function findPacer(framesPerSecond: number): Pacer {
  const pacer = pacers.get(framesPerSecond) ?? new Pacer(framesPerSecond);
  pacers.set(framesPerSecond, pacer);
  return pacer;
}
