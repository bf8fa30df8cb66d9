import { titleOf } from '../../context/agent-event.ts';
import { completeAgentEvent } from '../../context/complete-agent-event.ts';
import { createAgentEvent } from '../../context/create-agent-event.ts';
import { listOpenTasks } from '../../context/list-agent-events.ts';
import type { AgentEventId } from '../../kit/id.ts';
import { localeOf } from '../../kit/locale.ts';
import type { AgentEventRow } from '../../store/agent-event-reader.ts';
import { notificationReader } from '../../store/notification-reader.ts';
import { NEWEST_ID } from '../../store/page.ts';
import type { Command } from '../intent/command.ts';
import type { CommandParts, CommandReply } from './command-parts.ts';
import { findTask } from './find-task.ts';
import type { ToldTask } from './reply/command-text.ts';

type TaskCommand = Extract<Command, { intent: 'add_task' | 'complete_task' | 'list_tasks' | 'list_notifications' }>;

/** More than this nobody listens to. */
const TOLD_TASKS = 7;
const TOLD_NOTIFICATIONS = 3;
const RECENT_NOTIFICATIONS = 100;
const OPEN_TASKS = 200;

export async function runTaskCommand(parts: CommandParts, command: TaskCommand): Promise<CommandReply> {
  const { tx, speaker, text, now } = parts;
  const owner = speaker.link.user_id;
  switch (command.intent) {
    case 'add_task': {
      const { title, due_at: dueAt } = command;
      const task = { type: 'task', payload: { title }, source: 'voice' as const, sourceMessageId: null, dueAt };
      const row = await createAgentEvent(tx, owner, task, now);
      return { reply: text.taskAdded(toTold(parts, row)) };
    }
    case 'list_tasks': {
      const tasks = await listOpenTasks(tx, owner, TOLD_TASKS);
      return { reply: text.tasks(tasks.map((task) => toTold(parts, task))) };
    }
    case 'complete_task': {
      const open = await listOpenTasks(tx, owner, OPEN_TASKS);
      const found = findTask(
        command.title,
        open.map((task) => ({ id: task.id, text: titleOf(task) })),
      );
      const [first] = found.matches;
      if (!first) return { reply: text.noTask(command.title) };
      if (found.matches.length > 1) {
        const choices = found.matches;
        return {
          reply: text.which(choices.map((choice) => choice.text)),
          asks: { question: 'which_one', about: 'complete_task', choices },
        };
      }
      if (found.isSure) return completeChosenTask(parts, first);
      return {
        reply: text.sureItIsDone(first.text),
        asks: { question: 'yes_no', about: 'complete_task', choice: first },
      };
    }
    case 'list_notifications': {
      const recent = await notificationReader.list(tx, owner, { before: NEWEST_ID, limit: RECENT_NOTIFICATIONS });
      // Answers were heard already, and what was pushed too is told once.
      const news = recent.filter(({ kind, channel }) => kind !== 'answer' && channel === 'app');
      return { reply: text.notifications(news.slice(0, TOLD_NOTIFICATIONS).map((row) => row.text)) };
    }
  }
}

/** Marks the task that was chosen as done. */
export async function completeChosenTask(
  { tx, speaker, text, now }: CommandParts,
  choice: { id: string; text: string },
): Promise<CommandReply> {
  const id = choice.id as AgentEventId;
  const open = await listOpenTasks(tx, speaker.link.user_id, OPEN_TASKS);
  if (!open.some((task) => task.id === id)) return { reply: text.noTask(choice.text) };
  await completeAgentEvent(tx, speaker.link.user_id, id, now);
  return { reply: text.taskDone(choice.text) };
}

function toTold({ speaker }: CommandParts, task: AgentEventRow): ToldTask {
  const { time_zone: timeZone, language } = speaker.person.preferences;
  const format = new Intl.DateTimeFormat(localeOf(language), {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  });
  return { title: titleOf(task), due: task.due_at === null ? null : format.format(task.due_at) };
}
