import { activateWindow } from '../../context/activate-window.ts';
import { listWindows } from '../../context/list-windows.ts';
import { spaceSchema } from '../../context/space.ts';
import { switchSpace } from '../../context/switch-space.ts';
import type { ConversationId } from '../../kit/id.ts';
import { queueSaveConversation } from '../data/save-conversation.ts';
import type { Command } from '../intent/command.ts';
import type { CommandParts, CommandReply } from './command-parts.ts';
import type { ToldWindow } from './reply/command-text.ts';

type PlaceCommand = Extract<
  Command,
  { intent: 'list_spaces' | 'switch_space' | 'list_windows' | 'open_window' | 'switch_window' | 'save_conversation' }
>;

export async function runPlaceCommand(parts: CommandParts, command: PlaceCommand): Promise<CommandReply> {
  const { tx, speaker, text, now } = parts;
  const owner = speaker.link.user_id;
  switch (command.intent) {
    case 'list_spaces': {
      const names = spaceSchema.options.map((space) => text.space[space]);
      return { reply: text.spaces(text.space[speaker.person.activeSpace], names) };
    }
    case 'switch_space':
      await switchSpace(tx, owner, command.space, now);
      return { reply: text.spaceSwitched(text.space[command.space]) };
    case 'list_windows':
      return { reply: text.windows(await readWindows(parts)) };
    case 'open_window':
    case 'switch_window': {
      const { intent, slot } = command;
      if (slot === null) return { reply: text.whichWindow, asks: { question: 'which_window', intent } };
      await activateWindow(tx, owner, slot, now);
      const window = (await readWindows(parts)).find((each) => each.slot === slot);
      return { reply: text.windowSwitched(window ?? { slot, title: null, isActive: true }) };
    }
    case 'save_conversation': {
      const windows = await listWindows(tx, owner);
      const conversationId = windows.find(({ active }) => active)?.conversation_id;
      if (!conversationId) return { reply: text.nothingToSave };
      await queueSaveConversation(
        tx,
        speaker.link,
        { conversationId: conversationId as ConversationId, title: command.title },
        now,
      );
      return { reply: text.savingConversation };
    }
  }
}

async function readWindows({ tx, speaker }: CommandParts): Promise<ToldWindow[]> {
  const windows = await listWindows(tx, speaker.link.user_id);
  return windows.map(({ slot, title, active }) => ({ slot, title, isActive: active }));
}
