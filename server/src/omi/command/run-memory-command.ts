import { createMemory } from '../../context/create-memory.ts';
import { findMemories } from '../../context/find-memories.ts';
import type { MemoryId } from '../../kit/id.ts';
import { memoryReader } from '../../store/memory-reader.ts';
import { memoryWriter } from '../../store/memory-writer.ts';
import { NEWEST_ID } from '../../store/page.ts';
import type { Command } from '../intent/command.ts';
import type { CommandParts, CommandReply } from './command-parts.ts';

type MemoryCommand = Extract<Command, { intent: 'remember' | 'forget' | 'list_memories' }>;

/** More than this nobody listens to. */
const TOLD = 5;
/** So much of a memory tells which one it is. */
const TOLD_CHARS = 120;

export async function runMemoryCommand(parts: CommandParts, command: MemoryCommand): Promise<CommandReply> {
  const { tx, speaker, text, now } = parts;
  const owner = speaker.link.user_id;
  switch (command.intent) {
    case 'remember': {
      await createMemory(tx, owner, { text: command.text, source: 'voice', sourceMessageId: null }, now);
      return { reply: text.remembered(command.text) };
    }
    case 'list_memories': {
      const { query } = command;
      const found =
        query === null
          ? await memoryReader.list(tx, owner, { status: 'kept', before: NEWEST_ID, limit: TOLD })
          : await findMemories(tx, owner, query, TOLD);
      const texts = found.map((memory) => shorten(memory.text));
      return { reply: texts.length > 0 ? text.memories(texts) : text.noMemory(query) };
    }
    case 'forget': {
      const found = await findMemories(tx, owner, command.text, TOLD);
      const choices = found.map((memory) => ({ id: memory.id, text: shorten(memory.text) }));
      const [first] = choices;
      if (!first) return { reply: text.noMemory(command.text) };
      if (choices.length === 1) {
        return { reply: text.sureToForget(first.text), asks: { question: 'yes_no', about: 'forget', choice: first } };
      }
      return {
        reply: text.which(choices.map((choice) => choice.text)),
        asks: { question: 'which_one', about: 'forget', choices },
      };
    }
  }
}

/** Deletes the memory that was chosen; one that is gone already is no mistake. */
export async function forgetChosenMemory(
  { tx, speaker, text }: CommandParts,
  choice: { id: string; text: string },
): Promise<CommandReply> {
  await memoryWriter.delete(tx, speaker.link.user_id, choice.id as MemoryId);
  return { reply: text.forgotten(choice.text) };
}

function shorten(text: string): string {
  return text.length <= TOLD_CHARS ? text : `${text.slice(0, TOLD_CHARS).toWellFormed().trimEnd()} …`;
}
