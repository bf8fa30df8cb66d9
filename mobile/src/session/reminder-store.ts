import { createStore, type StoreApi } from 'zustand/vanilla';
import { planReminders, type Reminder } from './plan-reminders.ts';

/** `unasked`: the person has not been asked yet. `impossible`: this device has no reminders of its own. */
export type Permission = 'unasked' | 'allowed' | 'refused' | 'impossible';

/** What the phone can do about reminders. */
export interface ReminderDevice {
  readPermission(): Promise<Permission>;
  /** Asks the person where they can still be asked. */
  ask(): Promise<Permission>;
  list(): Promise<Reminder[]>;
  schedule(reminder: Reminder): Promise<void>;
  cancel(id: string): Promise<void>;
}

export interface ReminderStore {
  permission: StoreApi<Permission>;
  /** From now on exactly these stand on the phone, as soon as it may remind at all. */
  keep(wished: readonly Reminder[]): void;
  /** Asks the person, once: a refusal is theirs to take back in the phone's settings. */
  ask(): Promise<void>;
  /** Resolves when the phone has done everything so far. */
  settled(): Promise<void>;
}

/** The reminders of this phone. What it is told is done one after the other, the last word last. @param now milliseconds since 1970 */
export function createReminderStore(device: ReminderDevice, now: () => number): ReminderStore {
  const permission = createStore<Permission>(() => 'unasked');
  let wished: readonly Reminder[] = [];
  let working = Promise.resolve();
  // A device that fails to remind must not keep a task from being written down; the next change tries again.
  const enqueue = (work: () => Promise<void>) => {
    working = working.then(work).catch(() => undefined);
    return working;
  };
  const arrange = async (known: Permission) => {
    permission.setState(known, true);
    if (known !== 'allowed') return;
    const { cancel, schedule } = planReminders(wished, await device.list(), now());
    for (const id of cancel) await device.cancel(id);
    for (const reminder of schedule) await device.schedule(reminder);
  };
  return {
    permission,
    keep(reminders) {
      wished = reminders;
      void enqueue(async () => arrange(await device.readPermission()));
    },
    ask: () => enqueue(async () => arrange(await device.ask())),
    settled: () => working,
  };
}
