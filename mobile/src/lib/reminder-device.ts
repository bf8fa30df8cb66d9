import { Platform } from 'react-native';
import type { Reminder } from '../session/plan-reminders.ts';
import type { Permission, ReminderDevice } from '../session/reminder-store.ts';
import { i18n } from './i18n.ts';

type Library = typeof import('expo-notifications');

const PREFIX = 'task.';
/** Android shows what the app tells under a name that the person can silence. */
const CHANNEL = 'tasks';

/** Loaded when it is needed first: a page has no part in it, and Expo Go on Android refuses it. */
let loading: Promise<Library> | undefined;

function load(): Promise<Library> {
  loading ??= open();
  return loading;
}

async function open(): Promise<Library> {
  const library = await import('expo-notifications');
  const shown = { shouldShowBanner: true, shouldShowList: true, shouldPlaySound: true, shouldSetBadge: false };
  library.setNotificationHandler({ handleNotification: async () => shown });
  if (Platform.OS === 'android') {
    const { HIGH: importance } = library.AndroidImportance;
    await library.setNotificationChannelAsync(CHANNEL, { name: i18n._('common.tasks'), importance });
  }
  return library;
}

async function permissionOf(read: (library: Library) => Promise<Reading>): Promise<Permission> {
  if (Platform.OS === 'web') return 'impossible';
  const library = await load().catch(() => undefined);
  if (!library) return 'impossible';
  const { granted, canAskAgain } = await read(library);
  if (granted) return 'allowed';
  return canAskAgain ? 'unasked' : 'refused';
}

interface Reading {
  granted: boolean;
  canAskAgain: boolean;
}

/** Reminders that the phone itself keeps, and shows at their time whether the app runs or not. */
export const reminderDevice: ReminderDevice = {
  readPermission: () => permissionOf((library) => library.getPermissionsAsync()),
  ask: () => permissionOf((library) => library.requestPermissionsAsync()),
  async list() {
    const { getAllScheduledNotificationsAsync } = await load();
    const all = await getAllScheduledNotificationsAsync();
    return all.flatMap(({ identifier, content }): Reminder[] => {
      if (!identifier.startsWith(PREFIX)) return [];
      const dueMs = Number(content.data?.due_ms);
      return [{ id: identifier.slice(PREFIX.length), text: content.body ?? '', dueMs }];
    });
  },
  async schedule({ id, text, dueMs }) {
    const { scheduleNotificationAsync, SchedulableTriggerInputTypes } = await load();
    await scheduleNotificationAsync({
      identifier: PREFIX + id,
      content: { title: i18n._('context.taskDueNow'), body: text, data: { kind: 'task_due', due_ms: dueMs } },
      trigger: { type: SchedulableTriggerInputTypes.DATE, date: dueMs, channelId: CHANNEL },
    });
  },
  async cancel(id) {
    const { cancelScheduledNotificationAsync } = await load();
    await cancelScheduledNotificationAsync(PREFIX + id);
  },
};
