import type { Space } from '../../../context/space.ts';
import type { Command } from '../../intent/command.ts';

type About = Extract<Command, { intent: 'incomplete' }>['about'];

/** A window as it is told of. */
export interface ToldWindow {
  slot: number;
  /** Null while it is empty. */
  title: string | null;
  isActive: boolean;
}

/** A task as it is told of; `due` is ready to be read out. */
export interface ToldTask {
  title: string;
  due: string | null;
}

/** Everything that is said about spoken commands, in one language. A language is one file with all of it. */
export interface CommandText {
  help: string;
  window: string;
  /** What a cut answer ends with. */
  more: string;
  space: Record<Space, string>;
  spaces(active: string, names: readonly string[]): string;
  spaceSwitched(name: string): string;
  windows(windows: readonly ToldWindow[]): string;
  windowSwitched(window: ToldWindow): string;
  whichWindow: string;
  remembered(text: string): string;
  memories(texts: readonly string[]): string;
  noMemory(query: string | null): string;
  sureToForget(text: string): string;
  forgotten(text: string): string;
  which(texts: readonly string[]): string;
  taskAdded(task: ToldTask): string;
  taskDone(title: string): string;
  tasks(tasks: readonly ToldTask[]): string;
  noTask(title: string): string;
  sureItIsDone(title: string): string;
  notifications(texts: readonly string[]): string;
  savingConversation: string;
  nothingToSave: string;
  listenMode: Record<'TRIGGER' | 'FOLLOWUP' | 'ALWAYS', string>;
  meetingBegun: string;
  meetingOver: string;
  paused: string;
  stopped: string;
  cancelled: string;
  nothingPending: string;
  what: Record<About, string>;
  leftAsItIs: string;
}
