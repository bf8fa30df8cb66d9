import { createReminderStore } from '../session/reminder-store.ts';
import { reminderDevice } from './reminder-device.ts';

/** The reminders of this phone. */
export const reminders = createReminderStore(reminderDevice, Date.now);
