import type { Command } from './command.ts';
import type { Language } from './compile-grammar.ts';
import type { Moment } from './find-due.ts';
import { readCommand } from './read-command.ts';

/** More commands nobody says in one breath; each takes some time to look for. */
const MAX_JOINTS = 4;

/** These may also be meant by the free words of the command before ("remind me to brush my teeth and go to sleep"). */
const AMBIGUOUS: ReadonlySet<Command['intent']> = new Set([
  'cancel',
  'stop',
  'pause',
  'help',
  'start_meeting',
  'end_meeting',
]);

/**
 * Reads what is said in one breath: one command, or several ("switch to window two and add a task buy bread"), where each of them is one by
 * itself. Empty where it is none.
 */
export function readCommands(text: string, language: Language, moment: Moment): Command[] {
  const whole = readCommand(text, language, moment);
  const joints = [...text.matchAll(language.joint)];
  for (const { 0: joint, index } of joints.length > MAX_JOINTS ? [] : joints) {
    const first = readCommand(text.slice(0, index), language, moment);
    if (!first || first.intent === 'incomplete') continue;
    const rest = readRest(first, text.slice(index + joint.length), language, moment);
    const isMeant = rest.length > 0 && !(whole && rest.some(({ intent }) => AMBIGUOUS.has(intent)));
    if (isMeant) return [first, ...rest];
  }
  return whole ? [whole] : [];
}

/** After a task with its time another may follow with no more than its own ("call Anna tomorrow and buy flowers on Friday"). */
function readRest(first: Command, text: string, language: Language, moment: Moment): Command[] {
  const rest = readCommands(text, language, moment);
  const firstDue = dueOf(first);
  if (rest.length > 0 || firstDue === null) return rest;
  const readTask = (now: number) => readCommand(`${language.openings.add_task} ${text}`, language, { ...moment, now });
  const task = readTask(moment.now);
  const due = task && dueOf(task);
  if (!task || !due) return [];
  // "Tomorrow at nine and … at ten" is ten of the same day.
  return due > firstDue ? [task] : [readTask(firstDue) ?? task];
}

function dueOf(command: Command): number | null {
  return command.intent === 'add_task' ? command.due_at : null;
}
