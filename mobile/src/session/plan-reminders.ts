/** Something that the phone reminds of by itself, with or without a network. */
export interface Reminder {
  /** Of the task. */
  id: string;
  text: string;
  /** Milliseconds since 1970. */
  dueMs: number;
}

export interface ReminderPlan {
  /** Ids of reminders that are to go. */
  cancel: string[];
  schedule: Reminder[];
}

/** iOS keeps the 64 that come next and drops others unseen; some room is left for what else the app may plan. */
const MOST = 50;

/**
 * What has to change on the phone so that exactly the wished reminders stand there: those that are still to come, the soonest first.
 * A reminder that was moved or renamed is cancelled and scheduled anew.
 * @param nowMs milliseconds since 1970
 */
export function planReminders(
  wished: readonly Reminder[],
  scheduled: readonly Reminder[],
  nowMs: number,
): ReminderPlan {
  const next = wished
    .filter(({ dueMs }) => dueMs > nowMs)
    .sort((a, b) => a.dueMs - b.dueMs)
    .slice(0, MOST);
  const isIn = (list: readonly Reminder[], { id, text, dueMs }: Reminder) =>
    list.some((one) => one.id === id && one.text === text && one.dueMs === dueMs);
  return {
    cancel: scheduled.filter((one) => !isIn(next, one)).map(({ id }) => id),
    schedule: next.filter((one) => !isIn(scheduled, one)),
  };
}
