import { Command, CommanderError } from 'commander';
import { ConfigError } from '../config.ts';
import { backupCommand } from './command/backup.ts';
import { doctorCommand } from './command/doctor.ts';
import { moveCommand } from './command/move.ts';
import { personalDataCommands } from './command/personal-data.ts';
import { restoreCommand } from './command/restore.ts';
import { retentionCommand } from './command/retention.ts';
import { startCommand } from './command/start.ts';
import { upgradeCommand } from './command/upgrade.ts';
import { userCommand } from './command/user.ts';
import type { Stage } from './leaf.ts';
import type { Terminal } from './terminal.ts';

/** `wrongUse` is for arguments that no command takes. */
const EXIT = { ok: 0, failed: 1, wrongUse: 2 } as const;

/**
 * Runs one command line. What it answers goes to standard output, everything else to standard error; nothing is thrown.
 * @param args what stands after `omniai`
 * @returns the exit code: 0 done, 1 failed or found something bad, 2 wrong arguments
 */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<number> {
  let exitCode: number = EXIT.ok;
  const stage: Stage = {
    terminal,
    async perform({ json = false }, job) {
      try {
        const { data, lines, isBad = false } = await job();
        if (isBad) exitCode = EXIT.failed;
        if (json) terminal.say(JSON.stringify({ ok: !isBad, ...data }));
        else for (const line of lines) terminal.say(line);
      } catch (error) {
        exitCode = EXIT.failed;
        const message = describe(error);
        if (json) terminal.say(JSON.stringify({ ok: false, error: { message } }));
        else terminal.warn(message);
      }
    },
  };
  try {
    await createProgram(stage).parseAsync(args, { from: 'user' });
  } catch (error) {
    // Commander has said already what it means, or printed the help that was asked for.
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT.ok : EXIT.wrongUse;
  }
  return exitCode;
}

function createProgram(stage: Stage): Command {
  const program = new Command('omniai')
    .description('Runs OmniAI and looks after it. Settings come from the environment, as for the server.')
    .addHelpText('after', '\nExit codes: 0 done, 1 failed or found something bad, 2 wrong arguments.');
  const commands = [
    startCommand(),
    userCommand(stage),
    backupCommand(stage),
    restoreCommand(stage),
    moveCommand(stage),
    upgradeCommand(stage),
    retentionCommand(stage),
    ...personalDataCommands(stage),
    doctorCommand(stage),
  ];
  for (const command of commands) program.addCommand(command);
  return overrideExits(program, stage.terminal);
}

/** Commander ends the process by itself unless every command is told otherwise. */
function overrideExits(command: Command, terminal: Terminal): Command {
  command.exitOverride().configureOutput({
    writeOut: (text) => terminal.say(text.trimEnd()),
    writeErr: (text) => terminal.warn(text.trimEnd()),
  });
  for (const inner of command.commands) overrideExits(inner, terminal);
  return command;
}

/** One sentence where there is one; settings have one for each that is wrong. */
function describe(error: unknown): string {
  if (error instanceof ConfigError) return error.lines.join('\n');
  return error instanceof Error ? error.message : String(error);
}
