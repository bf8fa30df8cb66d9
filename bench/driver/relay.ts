import { Agent, createServer, type IncomingMessage, type ServerResponse, request as sendRequest } from 'node:http';
import { must } from '../../server/src/kit/must.ts';
import { listenForParent } from './listen-for-parent.ts';

/*
 * R, the yardstick: a plain node:http relay without login or database. It parses every event of the upstream as JSON and writes one event of its own.
 * Usage: relay.ts <upstream port>
 */

const upstreamPort = Number(must(process.argv[2], 'the upstream port'));
const agent = new Agent({ keepAlive: true });

listenForParent(createServer({ keepAliveTimeout: 60_000 }, acceptQuestion));

function acceptQuestion(question: IncomingMessage, response: ServerResponse): void {
  let body = '';
  question.setEncoding('utf8');
  question.on('data', (piece: string) => {
    body += piece;
  });
  question.on('end', () => {
    const { text } = JSON.parse(body);
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-transform' });
    relay(JSON.stringify({ model: 'bench', stream: true, messages: [{ role: 'user', content: text }] }), response);
  });
}

function relay(body: string, response: ServerResponse): void {
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const options = {
    agent,
    host: '127.0.0.1',
    port: upstreamPort,
    path: '/v1/chat/completions',
    method: 'POST',
    headers,
  };
  const upstream = sendRequest(options, (answer) => {
    let rest = '';
    answer.setEncoding('utf8');
    answer.on('data', (piece: string) => {
      const events = (rest + piece).split('\n\n');
      rest = events.pop() ?? '';
      for (const event of events) relayEvent(event, response);
    });
    answer.on('end', () => response.end());
  });
  response.on('close', () => upstream.destroy());
  upstream.on('error', () => response.destroy());
  upstream.end(body);
}

function relayEvent(event: string, response: ServerResponse): void {
  const data = event.slice('data: '.length);
  if (data === '[DONE]') return;
  const text = JSON.parse(data).choices[0]?.delta.content;
  if (text) response.write(`data: ${JSON.stringify({ text })}\n\n`);
}
