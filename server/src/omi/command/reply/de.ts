import type { CommandText, ToldWindow } from './command-text.ts';

const list = (texts: readonly string[]) => texts.map((text, i) => `${i + 1}. ${text}`).join('\n');
const windowName = ({ slot, title }: ToldWindow) => `Fenster ${slot}${title === null ? '' : ` (${title})`}`;

export const de: CommandText = {
  help:
    'Frag mich etwas oder sag: wechsle zu Aufgaben, öffne Fenster zwei, merk dir …, vergiss …, was weißt du noch, neue Aufgabe …, ' +
    'was sind meine Aufgaben, markiere … als erledigt, was habe ich verpasst, speichere dieses Gespräch, hör auf zuzuhören.',
  window: 'Fenster',
  more: '… (mehr in der App)',
  space: {
    default: 'Standard',
    todos: 'To-dos',
    memories: 'Erinnerungen',
    tasks: 'Aufgaben',
    agent: 'Agent',
    friends: 'Freunde',
    notifications: 'Mitteilungen',
  },
  spaces: (active, names) => `Du bist im Bereich ${active}. Es gibt: ${names.join(', ')}.`,
  spaceSwitched: (name) => `Du bist jetzt im Bereich ${name}.`,
  windows: (windows) =>
    windows
      .map((window) => `Fenster ${window.slot}: ${window.title ?? 'leer'}${window.isActive ? ' (gerade offen)' : ''}`)
      .join('\n'),
  windowSwitched: (window) => `${windowName(window)} ist jetzt offen.`,
  whichWindow: 'Welches Fenster, eins bis fünf?',
  remembered: (text) => `Ich merke mir: ${text}`,
  memories: (texts) => `Ich weiß noch:\n${list(texts)}`,
  noMemory: (query) => (query === null ? 'Ich weiß noch nichts.' : `Ich weiß nichts über ${query}.`),
  sureToForget: (text) => `„${text}“ vergessen? Sag ja oder nein.`,
  forgotten: (text) => `Vergessen: ${text}`,
  which: (texts) => `Welches davon?\n${list(texts)}`,
  taskAdded: ({ title, due }) => (due === null ? `Notiert: ${title}` : `Notiert: ${title}, ${due}.`),
  taskDone: (title) => `Erledigt: ${title}`,
  tasks: (tasks) =>
    tasks.length === 0
      ? 'Du hast keine offenen Aufgaben.'
      : `Deine Aufgaben:\n${list(tasks.map(({ title, due }) => (due === null ? title : `${title}, ${due}`)))}`,
  noTask: (title) => `Eine offene Aufgabe wie „${title}“ gibt es nicht.`,
  sureItIsDone: (title) => `Ist „${title}“ erledigt? Sag ja oder nein.`,
  notifications: (texts) =>
    texts.length === 0 ? 'Es gibt keine Mitteilungen.' : `Deine letzten Mitteilungen:\n${list(texts)}`,
  savingConversation: 'Ich speichere dieses Gespräch in Omi.',
  nothingToSave: 'In diesem Fenster ist noch kein Gespräch.',
  listenMode: {
    TRIGGER: 'Ich höre jetzt nur noch auf „Hey Omi“.',
    FOLLOWUP: 'Nach einer Antwort kannst du jetzt ohne „Hey Omi“ weitersprechen.',
    ALWAYS: 'Ich höre jetzt auf alles, was du sagst.',
  },
  meetingBegun:
    'Ich schreibe bei dieser Besprechung still mit. Danach steht eine Zusammenfassung bei deinen Erinnerungen.',
  meetingOver: 'Die Besprechung ist vorbei. Ihre Zusammenfassung steht gleich bei deinen Erinnerungen.',
  paused: 'Ich höre nicht mehr zu. In der App kannst du es wieder einschalten.',
  stopped: 'Ich höre auf.',
  cancelled: 'Gut, dann nicht.',
  nothingPending: 'Es gibt nichts abzubrechen.',
  what: {
    remember: 'Was soll ich mir merken?',
    forget: 'Was soll ich vergessen?',
    add_task: 'Was ist die Aufgabe?',
    complete_task: 'Welche Aufgabe ist erledigt?',
    switch_space: 'Welcher Bereich?',
  },
  leftAsItIs: 'Gut, ich lasse es, wie es ist.',
};
