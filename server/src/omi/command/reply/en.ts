import type { CommandText, ToldWindow } from './command-text.ts';

const list = (texts: readonly string[]) => texts.map((text, i) => `${i + 1}. ${text}`).join('\n');
const windowName = ({ slot, title }: ToldWindow) => `Window ${slot}${title === null ? '' : ` (${title})`}`;

export const en: CommandText = {
  help:
    'Ask me anything, or say: switch to tasks, open window two, remember …, forget …, what do you remember, add a task …, ' +
    'what are my tasks, mark … as done, what did I miss, save this conversation, start a meeting, listen always, stop listening.',
  window: 'Window',
  more: '… (more in the app)',
  space: {
    default: 'default',
    todos: 'todos',
    memories: 'memories',
    tasks: 'tasks',
    agent: 'agent',
    friends: 'friends',
    notifications: 'notifications',
  },
  spaces: (active, names) => `You are in the space ${active}. There are: ${names.join(', ')}.`,
  spaceSwitched: (name) => `You are in the space ${name} now.`,
  windows: (windows) =>
    windows
      .map((window) => {
        const what = window.title ?? 'empty';
        return `Window ${window.slot}: ${what}${window.isActive ? ' (open now)' : ''}`;
      })
      .join('\n'),
  windowSwitched: (window) => `${windowName(window)} is open now.`,
  whichWindow: 'Which window, one to five?',
  remembered: (text) => `I will remember: ${text}`,
  memories: (texts) => `I remember:\n${list(texts)}`,
  noMemory: (query) => (query === null ? 'I remember nothing yet.' : `I remember nothing about ${query}.`),
  sureToForget: (text) => `Forget “${text}”? Say yes or no.`,
  forgotten: (text) => `Forgotten: ${text}`,
  which: (texts) => `Which one?\n${list(texts)}`,
  taskAdded: ({ title, due }) => (due === null ? `Added: ${title}` : `Added: ${title}, ${due}.`),
  taskDone: (title) => `Done: ${title}`,
  tasks: (tasks) =>
    tasks.length === 0
      ? 'You have no open tasks.'
      : `Your tasks:\n${list(tasks.map(({ title, due }) => (due === null ? title : `${title}, ${due}`)))}`,
  noTask: (title) => `There is no open task like “${title}”.`,
  sureItIsDone: (title) => `Is “${title}” done? Say yes or no.`,
  notifications: (texts) =>
    texts.length === 0 ? 'There are no notifications.' : `Your last notifications:\n${list(texts)}`,
  savingConversation: 'I am saving this conversation in Omi.',
  nothingToSave: 'There is no conversation in this window yet.',
  listenMode: {
    TRIGGER: 'I listen only after “Hey Omi” now.',
    FOLLOWUP: 'After an answer you can go on without “Hey Omi” now.',
    ALWAYS: 'I listen to everything you say now.',
  },
  meetingBegun: 'I am taking notes of this meeting, silently. A summary will be among your memories when it is over.',
  meetingOver: 'The meeting is over. Its summary will be among your memories in a moment.',
  paused: 'I stopped listening. Let me listen again in the app.',
  stopped: 'Stopped.',
  cancelled: 'All right, never mind.',
  nothingPending: 'There is nothing to cancel.',
  what: {
    remember: 'What should I remember?',
    forget: 'What should I forget?',
    add_task: 'What is the task?',
    complete_task: 'Which task is done?',
    switch_space: 'Which space?',
  },
  leftAsItIs: 'All right, I leave it as it is.',
};
