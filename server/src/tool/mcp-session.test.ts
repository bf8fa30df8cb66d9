import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostileServer, openHostileServer, type Script } from '../provider/test/hostile-server.ts';
import { describeToolFailure } from './describe-tool-failure.ts';
import { toolLimits } from './limits.ts';
import { openMcpSession } from './mcp-session.ts';
import { startToolServer, type TestToolServer } from './test/start-tool-server.ts';

const limits = {
  ...toolLimits,
  connectMs: 1_000,
  greetingMs: 5_000,
  callMs: 5_000,
  farewellMs: 100,
  answerBytes: 65_536,
  toolsPerServer: 5,
  listPages: 3,
};
/** For who is waited for in vain. */
const hasty = { ...limits, greetingMs: 300, callMs: 300 };
const at = (url: string) => ({ url, headers: { authorization: 'Bearer sesame-sesame' }, isPrivateAllowed: true });
const never = new AbortController().signal;

/** What a person would read of a failure. */
async function failureOf(work: Promise<unknown>, url: string): Promise<string> {
  const said = await work.then(
    () => 'it worked',
    (error: unknown) => describeToolFailure(error, 'notes', url),
  );
  return said.replaceAll(/127\.0\.0\.1:\d+/g, 'HOST');
}

describe('a talk with a server of tools', () => {
  let server: TestToolServer;
  beforeAll(async () => {
    server = await startToolServer();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  it('lists what it may keep, and what each says of itself', async () => {
    const session = await openMcpSession(at(server.url), limits, never);
    const tools = await session.listTools(never);
    expect(tools.map(({ name, says_read_only }) => [name, says_read_only])).toEqual([
      ['read', true],
      ['write', false],
      ['slow', true],
      ['fail', true],
      ['throw', true],
    ]);
    expect(tools[0]).toMatchObject({
      description: 'Reads a note',
      parameters: { type: 'object', required: ['about'] },
    });
    expect(server.keys.at(-1)).toBe('Bearer sesame-sesame');
    expect(server.talks).toBe(1);
    await session.close();
    expect(server.talks).toBe(0);
  });

  it('gives what a tool gives, as text', async () => {
    const session = await openMcpSession(at(server.url), { ...limits, answerBytes: 1_000_000 }, never);
    const call = (name: string) => session.callTool(name, { about: 'x' }, never);
    expect(await call('read')).toMatchObject({ text: expect.stringContaining('says: 42'), isError: false });
    expect(await call('picture')).toMatchObject({ text: '[image, image/png]' });
    expect(await call('fail')).toMatchObject({ text: 'no such note', isError: true });
    expect(await call('throw')).toMatchObject({ text: 'it broke', isError: true });
    expect((await call('huge')).text).toHaveLength(100_002);
    expect(await call('missing')).toMatchObject({ isError: true });
    await session.close();
  });

  it('ends a call that takes too long, that is stopped, or that says too much', async () => {
    const impatient = await openMcpSession(at(server.url), { ...limits, callMs: 300 }, never);
    expect(await failureOf(impatient.callTool('slow', { about: 'x' }, never), server.url)).toMatch(
      /not answer in time/,
    );
    await impatient.close();
    const session = await openMcpSession(at(server.url), limits, never);
    const stop = new AbortController();
    const startedMs = performance.now();
    const stopped = session.callTool('slow', { about: 'x' }, stop.signal);
    stop.abort('cancel');
    await expect(stopped).rejects.toThrow();
    await expect(session.callTool('huge', { about: 'x' }, never)).rejects.toThrow();
    expect(performance.now() - startedMs).toBeLessThan(limits.callMs);
    await session.close();
  });

  it('goes to no address that is not allowed', async () => {
    const work = openMcpSession({ ...at(server.url), isPrivateAllowed: false }, limits, never);
    expect(await failureOf(work, server.url)).toMatch(/may not connect to/);
  });
});

describe('a hostile server of tools', () => {
  let script: Script;
  let server: HostileServer;
  beforeAll(async () => {
    server = await openHostileServer((exchange) => script(exchange));
  });
  afterAll(() => server.close());

  const open = async (within = limits) => {
    const session = await openMcpSession(at(`${server.url}/mcp`), within, never);
    await session.listTools(never);
  };
  const json = (status: number, body: string, type = 'application/json'): Script => {
    return ({ response }) => void response.writeHead(status, { 'content-type': type }).end(body);
  };
  /** Greets as it should, and answers the list with `result`. */
  const greeting =
    (result: (params: { cursor?: string }) => object): Script =>
    ({ body, response, request }) => {
      if (request.method !== 'POST') return void response.writeHead(405).end();
      const { id, method, params } = JSON.parse(body);
      if (id === undefined) return void response.writeHead(202).end();
      const greeted = {
        protocolVersion: '2025-06-18',
        capabilities: { tools: {} },
        serverInfo: { name: 'x', version: '1' },
      };
      const answer = method === 'initialize' ? greeted : result(params ?? {});
      return json(200, JSON.stringify({ jsonrpc: '2.0', id, result: answer }))({ body, response, request } as never);
    };

  const cases: [string, Script, RegExp][] = [
    ['hangs up', ({ socket }) => void socket.destroy(), /closed the connection/],
    [
      'sends us on',
      ({ response }) => void response.writeHead(307, { location: '/elsewhere' }).end(),
      /sends us elsewhere/,
    ],
    [
      'sends us to another host',
      ({ response }) => void response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
      /sends us elsewhere/,
    ],
    ['wants another key', json(401, '{"error":"no"}'), /refuses us \(HTTP 401\)/],
    ['is something else', json(404, 'not here', 'text/html'), /does not speak the Model Context Protocol/],
    ['is a web page', json(200, '<html>', 'text/html'), /does not speak the Model Context Protocol/],
    ['is in trouble', json(500, 'sesame-sesame'), /cannot answer now \(HTTP 500\)/],
    ['sends no JSON', json(200, 'hello'), /is not the Model Context Protocol/],
    ['sends other JSON', json(200, '{"hello":"world"}'), /is not the Model Context Protocol/],
    ['sends JSON without end', json(200, `{"a":"${'x'.repeat(200_000)}`), /HOST/],
    [
      'refuses to list',
      json(200, '{"jsonrpc":"2.0","id":0,"error":{"code":-32603,"message":"line\\none"}}'),
      /says: .*line one/,
    ],
    ['lists what are no tools', greeting(() => ({ tools: [{ name: 7 }] })), /is not the Model Context Protocol/],
  ];
  it.each(cases)('that %s is told of in plain words, in time', async (_what, how, words) => {
    script = how;
    const startedMs = performance.now();
    const said = await failureOf(open(), server.url);
    expect(said).toMatch(words);
    expect(said).not.toContain('sesame');
    expect(performance.now() - startedMs).toBeLessThan(limits.greetingMs);
  });

  it('that says nothing is left', async () => {
    script = () => undefined;
    expect(await failureOf(open(hasty), server.url)).toMatch(/does not answer in time/);
  });

  it('is asked for a bounded list, and followed nowhere', async () => {
    const tool = (name: string) => ({ name, inputSchema: { type: 'object' }, description: 'd'.repeat(5_000) });
    let pages = 0;
    script = greeting(({ cursor }) => {
      pages += 1;
      return {
        tools: [tool(`t${cursor}`), { ...tool('big'), inputSchema: { type: 'object', x: 'x'.repeat(30_000) } }],
        nextCursor: String(pages),
      };
    });
    const session = await openMcpSession(at(`${server.url}/mcp`), limits, never);
    const tools = await session.listTools(never);
    await session.close();
    expect(pages).toBe(limits.listPages);
    expect(tools.map(({ name }) => name)).toEqual(['tundefined', 't1', 't2'].slice(0, tools.length));
    expect(tools[0]?.description).toHaveLength(limits.descriptionUnits);
    expect(server.exchanges.every(({ request }) => request.url === '/mcp')).toBe(true);
  });
});
