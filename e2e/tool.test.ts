import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startToolServer, type TestToolServer } from '../server/src/tool/test/start-tool-server.ts';
import { ADMIN, createTestPerson } from '../server/test/test-person.ts';
import { findViolations, NARROW_PX, WIDE_PX } from './driver/find-violations.ts';
import { type Newcomer, openNewcomer } from './driver/open-newcomer.ts';
import { type Place, startPlace } from './driver/start-place.ts';

const ABOUT_OWLS = { arguments: '{"about":"owls"}' };

let place: Place;
let tools: TestToolServer;
beforeAll(async () => {
  [place, tools] = await Promise.all([startPlace(), startToolServer()]);
  const admin = await createTestPerson(place.server.url, '/auth/login', ADMIN);
  const server = { name: 'notes', url: tools.url, is_private_allowed: true };
  const { body } = await admin.call<{ tool_server: { id: string } }>('POST', '/admin/tool-servers', server);
  const path = `/admin/tool-servers/${body.tool_server.id}`;
  await admin.call('POST', `${path}/check`, {});
  await admin.call('PATCH', path, { allowed_tools: [{ name: 'slow' }, { name: 'write' }] });
});
afterAll(async () => {
  await tools?.[Symbol.asyncDispose]();
  await place?.[Symbol.asyncDispose]();
});

/** What is shown of one use of a tool. */
const useOf = ({ page }: Newcomer, status: RegExp) => page.locator('details').filter({ hasText: status });

describe('tools in front of a person', () => {
  it('are switched on, seen at work, and write when one has said yes', async () => {
    await using ada = await openNewcomer(place, 'ada');
    const { page } = ada;
    await ada.press('Tools');
    await page.getByRole('menuitemcheckbox', { name: /notes/ }).click();
    await page.keyboard.press('Escape');

    await ada.ask('Look up the owls and note it down');
    const call = await place.provider.call();
    await call.emit('Let me see.');
    const slowed = tools.slowed();
    await call.callTools({ name: 'notes__slow', ...ABOUT_OWLS }, { name: 'notes__write', ...ABOUT_OWLS });
    await call.finish('tool_calls');
    await slowed;
    await useOf(ada, /^slow \(notes\) is being used/).waitFor();
    expect(await findViolations(page, [NARROW_PX, WIDE_PX])).toEqual([]);
    tools.release();

    await page.getByRole('button', { name: 'Allow', exact: true }).waitFor();
    expect(await findViolations(page, [NARROW_PX, WIDE_PX])).toEqual([]);
    expect(tools.made).toEqual(['slow owls']);
    // The question stays over a reload: the answer waits on the server.
    await page.reload();
    await ada.press('Allow');
    const next = await place.provider.call();
    await next.emit('Noted.');
    await next.finish();
    await ada.see('Noted.');
    expect(tools.made).toEqual(['slow owls', 'write owls']);
    expect(ada.troubles()).toEqual([]);
  });

  it('do nothing that one has refused', async () => {
    await using bea = await openNewcomer(place, 'bea');
    await bea.api.call('PATCH', '/preferences', { tool_servers: ['notes'] });
    await bea.page.reload();
    const before = tools.made.length;
    await bea.ask('Note something down');
    const call = await place.provider.call('Note something down');
    await call.callTools({ name: 'notes__write', ...ABOUT_OWLS });
    await call.finish('tool_calls');
    await bea.press('Refuse');
    const next = await place.provider.call();
    await next.emit('As you wish.');
    await next.finish();
    await bea.see('As you wish.');
    expect(tools.made).toHaveLength(before);
  });
});
