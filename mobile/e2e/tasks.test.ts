import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADMIN, createTestPerson } from '../../server/test/test-person.ts';
import { type Phone, startPhone } from './start-phone.ts';

let phone: Phone;
beforeAll(async () => {
  phone = await startPhone();
  await phone.enter(ADMIN);
}, 300_000);
afterAll(() => phone?.[Symbol.asyncDispose]());

const tick = (title: string) => phone.page.getByRole('checkbox', { name: `“${title}” is done` });

describe('tasks on a phone', () => {
  it('says how a first task gets there, and takes one with notes and a time', async () => {
    await phone.page.goto(`${phone.origin}/tasks`);
    await phone.see(/Nothing to do/);
    await phone.show('tasks-empty');
    await phone.button('New task').click();
    await phone.field('What is to be done').fill('Renew the passport');
    await phone.field('Notes').fill('Two photos, room 12');
    await phone.button('Tomorrow').click();
    await phone.field('Time').fill('soon');
    await phone.see('This is no time. It looks like 14:30.');
    await phone.field('Time').fill('930');
    await phone.show('task-new');
    await phone.button('Add').click();
    await tick('Renew the passport').waitFor();
    await phone.see('Two photos, room 12');
    await phone.see('Later 1');
    await phone.see(/your server tells you/);
  });

  it('moves a task to another day of the month that is shown next', async () => {
    await phone.button('Edit “Renew the passport”').click();
    expect(await phone.field('Time').inputValue()).toBe('09:30');
    await phone.button('Next month').click();
    const tomorrow = new Date(Date.now() + 86_400_000);
    const shown = new Date(tomorrow.getFullYear(), tomorrow.getMonth() + 1, 15);
    const spoken = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
    await phone.button(shown.toLocaleDateString('en', spoken)).click();
    await phone.show('task-edit');
    const saved = phone.page.waitForResponse((response) => response.request().method() === 'PATCH');
    await phone.button('Save').click();
    const { event } = await (await saved).json();
    expect(event.due_at).toBe(new Date(shown.setHours(9, 30)).toISOString());
    expect(event.payload).toEqual({ title: 'Renew the passport', notes: 'Two photos, room 12' });
  });

  it('ticks a task off, and takes that back', async () => {
    await tick('Renew the passport').click();
    await phone.see('Done: Renew the passport');
    await phone.show('task-done');
    await tick('Renew the passport').waitFor({ state: 'detached' });
    await phone.button('Undo').click();
    await tick('Renew the passport').waitFor();
    await tick('Renew the passport').click();
    await tick('Renew the passport').waitFor({ state: 'detached' });
    await phone.button('Done').click();
    await tick('Renew the passport').waitFor();
    expect(await tick('Renew the passport').getAttribute('aria-checked')).toBe('true');
  });

  it('deletes a task, and writes it down again where that is wished', async () => {
    await phone.button('New task').click();
    await phone.field('What is to be done').fill('Buy an inner tube');
    await phone.button('Add').click();
    await tick('Buy an inner tube').waitFor();
    await phone.button('Edit “Buy an inner tube”').click();
    await phone.button('Delete').click();
    await phone.see('The task is deleted.');
    await tick('Buy an inner tube').waitFor({ state: 'detached' });
    await phone.button('Undo').last().click();
    await tick('Buy an inner tube').waitFor();
  });

  it('shows what was written down elsewhere, overdue first, without being asked', async () => {
    const due = new Date(Date.now() - 3_600_000).toISOString();
    const elsewhere = await createTestPerson(phone.place.server.url, '/auth/login', ADMIN);
    await elsewhere.call('POST', '/agent-events', {
      type: 'task',
      payload: { title: 'Return the books' },
      due_at: due,
    });
    await phone.see('Overdue 1');
    await tick('Return the books').waitFor();
    await phone.show('tasks');
    expect(phone.troubles()).toEqual([]);
  });
});
