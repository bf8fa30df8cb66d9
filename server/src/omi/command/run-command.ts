import { pendingCommandWriter } from '../../store/pending-command-writer.ts';
import type { WriteHandle } from '../../store/query.ts';
import type { Command } from '../intent/command.ts';
import { PENDING_MS } from '../speech/listening.ts';
import type { Speaker } from '../speech/speaker.ts';
import type { CommandParts, CommandReply } from './command-parts.ts';
import { findCommandText } from './reply/find-command-text.ts';
import { runListenCommand } from './run-listen-command.ts';
import { forgetChosenMemory, runMemoryCommand } from './run-memory-command.ts';
import { runPlaceCommand } from './run-place-command.ts';
import { completeChosenTask, runTaskCommand } from './run-task-command.ts';

/**
 * Carries a spoken command out in the transaction that took in its words, so it happens once or not at all.
 * @returns what to say; and whether answers that are being written are to be stopped
 */
export async function runCommand(
  tx: WriteHandle,
  speaker: Speaker,
  command: Command,
  now: number,
): Promise<{ reply: string; stopsAnswers: boolean }> {
  const text = findCommandText(speaker.person.preferences.language);
  const { reply, asks, stopsAnswers = false } = await run({ tx, speaker, text, now }, command);
  if (asks) await pendingCommandWriter.set(tx, speaker.link.id, JSON.stringify(asks), now + PENDING_MS);
  else if (speaker.pending) await pendingCommandWriter.set(tx, speaker.link.id, null, null);
  return { reply, stopsAnswers };
}

async function run(parts: CommandParts, command: Command): Promise<CommandReply> {
  const { text, speaker } = parts;
  switch (command.intent) {
    case 'help':
      return { reply: text.help };
    case 'incomplete':
      return { reply: text.what[command.about], asks: { question: 'what', about: command.about } };
    case 'cancel':
      return { reply: speaker.pending ? text.cancelled : text.nothingPending };
    case 'no':
      return { reply: text.leftAsItIs };
    case 'yes':
    case 'choose':
      return settlePending(parts, command);
    case 'list_spaces':
    case 'switch_space':
    case 'list_windows':
    case 'open_window':
    case 'switch_window':
    case 'save_conversation':
      return runPlaceCommand(parts, command);
    case 'remember':
    case 'forget':
    case 'list_memories':
      return runMemoryCommand(parts, command);
    case 'add_task':
    case 'complete_task':
    case 'list_tasks':
    case 'list_notifications':
      return runTaskCommand(parts, command);
    case 'set_listen_mode':
    case 'start_meeting':
    case 'end_meeting':
    case 'pause':
    case 'stop':
      return runListenCommand(parts, command);
  }
}

/** "Yes", or the number of a choice. */
async function settlePending(
  parts: CommandParts,
  command: Extract<Command, { intent: 'yes' | 'choose' }>,
): Promise<CommandReply> {
  const asked = parts.speaker.pending?.question;
  if (asked?.question !== 'which_one' && asked?.question !== 'yes_no') return { reply: parts.text.nothingPending };
  const choice =
    asked.question === 'yes_no' ? asked.choice : command.intent === 'choose' && asked.choices[command.number - 1];
  if (!choice) return { reply: parts.text.leftAsItIs };
  return asked.about === 'complete_task' ? completeChosenTask(parts, choice) : forgetChosenMemory(parts, choice);
}
