import { Command } from 'commander';

/** `omniai start`: the server in this process, as `npm start` runs it. */
export function startCommand(): Command {
  return new Command('start')
    .description('run the server until it is told to stop (SIGTERM or Ctrl+C)')
    .action(async () => void (await import('../../main.ts')));
}
