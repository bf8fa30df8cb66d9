import type { Command } from '../command.ts';
import { parseCommands, type SpeechContext } from '../parse-commands.ts';

/** Reads a sentence that holds at most one command. */
export function parseCommand(speech: string, context: SpeechContext): Command | undefined {
  const [command, ...more] = parseCommands(speech, context);
  if (more.length > 0) throw new Error(`“${speech}” is taken for ${more.length + 1} commands`);
  return command;
}
