import { changePreferences } from '../../context/change-preferences.ts';
import { dropAnswers } from '../answer/take-answers.ts';
import type { Command } from '../intent/command.ts';
import type { CommandParts, CommandReply } from './command-parts.ts';

type ListenCommand = Extract<
  Command,
  { intent: 'set_listen_mode' | 'start_meeting' | 'end_meeting' | 'pause' | 'stop' }
>;

export async function runListenCommand(parts: CommandParts, command: ListenCommand): Promise<CommandReply> {
  const { tx, speaker, text, now } = parts;
  const owner = speaker.link.user_id;
  switch (command.intent) {
    case 'set_listen_mode':
      await changePreferences(tx, owner, { listen_mode: command.mode }, now);
      return { reply: text.listenMode[command.mode] };
    case 'start_meeting':
      await changePreferences(tx, owner, { meeting_transcribe: true }, now);
      return { reply: text.meetingBegun };
    case 'end_meeting':
      await changePreferences(tx, owner, { meeting_transcribe: false }, now);
      return { reply: text.meetingOver };
    case 'pause':
      await changePreferences(tx, owner, { paused: true }, now);
      return { reply: text.paused };
    case 'stop':
      // Answers that wait for their way are not wanted any more either.
      await dropAnswers(tx, speaker.link, now);
      return { reply: text.stopped, stopsAnswers: true };
  }
}
