import { expect, it } from 'vitest';
import type { Reminder } from './plan-reminders.ts';
import { createReminderStore, type Permission, type ReminderDevice } from './reminder-store.ts';

const NOW = 1_000_000;
const remind = (id: string, inMs: number): Reminder => ({ id, text: id, dueMs: NOW + inMs });

/** A phone. @param answer what the person says when they are asked */
function standInForDevice(answer: Permission) {
  const standing = new Map<string, Reminder>();
  let permission: Permission = 'unasked';
  let isBroken = false;
  const device: ReminderDevice = {
    readPermission: async () => permission,
    ask: async () => {
      permission = answer;
      return answer;
    },
    list: async () => [...standing.values()],
    schedule: async (reminder) => {
      if (isBroken) throw new Error('no alarm can be set');
      standing.set(reminder.id, reminder);
    },
    cancel: async (id) => void standing.delete(id),
  };
  return { device, ids: () => [...standing.keys()], turnBroken: (next: boolean) => (isBroken = next) };
}

it('reminds of nothing before the person agrees, then of everything that was meant to be', async () => {
  const phone = standInForDevice('allowed');
  const store = createReminderStore(phone.device, () => NOW);
  store.keep([remind('a', 5), remind('b', 9)]);
  await store.settled();
  expect([store.permission.getState(), phone.ids()]).toEqual(['unasked', []]);
  await store.ask();
  expect([store.permission.getState(), phone.ids()]).toEqual(['allowed', ['a', 'b']]);
});

it('has the last word last, and nothing when nothing is wished', async () => {
  const phone = standInForDevice('allowed');
  const store = createReminderStore(phone.device, () => NOW);
  await store.ask();
  store.keep([remind('a', 5)]);
  store.keep([remind('b', 5)]);
  await store.settled();
  expect(phone.ids()).toEqual(['b']);
  store.keep([]);
  await store.settled();
  expect(phone.ids()).toEqual([]);
});

it('leaves a refusal a refusal', async () => {
  const phone = standInForDevice('refused');
  const store = createReminderStore(phone.device, () => NOW);
  store.keep([remind('a', 5)]);
  await store.ask();
  expect([store.permission.getState(), phone.ids()]).toEqual(['refused', []]);
});

it('tries again with the next change what the phone could not do', async () => {
  const phone = standInForDevice('allowed');
  const store = createReminderStore(phone.device, () => NOW);
  await store.ask();
  phone.turnBroken(true);
  store.keep([remind('a', 5)]);
  await store.settled();
  phone.turnBroken(false);
  store.keep([remind('a', 5)]);
  await store.settled();
  expect(phone.ids()).toEqual(['a']);
});
