import { expect, it } from 'vitest';
import { createTestDatabase } from '../../../test/database.ts';
import { startScriptedProvider } from '../../../test/scripted-provider.ts';
import { startTestServer } from '../../../test/server.ts';
import type { ToolServer } from '../../admin/tool-server.ts';
import { must } from '../../kit/must.ts';
import { startToolServer } from '../../tool/test/start-tool-server.ts';

it('tools are allowed on either of two instances on one Postgres, and shown on both', async () => {
  await using database = await createTestDatabase('postgres');
  await using provider = await startScriptedProvider();
  await using tools = await startToolServer();
  await using here = await startTestServer('postgres', { database, provider });
  await using there = await startTestServer('postgres', { database, provider });
  const admin = await there.admin();
  const form = { name: 'notes', url: tools.url, is_private_allowed: true };
  const { id } = (await admin.call<{ tool_server: ToolServer }>('POST', '/admin/tool-servers', form)).body.tool_server;
  await admin.call('POST', `/admin/tool-servers/${id}/check`, {});
  await admin.call('PATCH', `/admin/tool-servers/${id}`, { allowed_tools: [{ name: 'write' }] });
  const adaHere = await here.person();
  const adaThere = await there.signIn(adaHere);
  const stream = await adaHere.send({ text: 'Write.', tools: ['notes'] });
  const call = await provider.call('Write.');
  await call.callTools({ name: 'notes__write', arguments: JSON.stringify({ about: 'owls' }) });
  await call.finish('tool_calls');
  const { stream_id } = (await stream.until('meta')).data;
  const reader = await adaThere.resume(stream_id);
  const { tool_calls } = await reader.untilDetails(({ tool_calls: [write] }) => write?.status === 'waiting');
  const wait = must(tool_calls[0], 'a call');
  expect((await adaThere.call('POST', `/chat/tool-calls/${wait.id}`, { allow: true })).status).toBe(200);
  const second = await provider.call();
  await second.emit('Done.');
  await second.finish();
  for (const one of [stream, reader]) {
    expect((await one.until('final')).data.message.provider_meta?.tool_calls).toMatchObject([{ status: 'done' }]);
  }
  expect(tools.made).toEqual(['write owls']);
});
