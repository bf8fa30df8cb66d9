import type { Command } from 'commander';
import { previewEveryone } from '../../admin/preview-everyone.ts';
import { sweepConversations } from '../../chat/sweep-conversations.ts';
import { systemClock as clock } from '../../kit/clock.ts';
import { atDatabase } from '../at-database.ts';
import { leaf, type Stage } from '../leaf.ts';
import type { Outcome } from '../outcome.ts';
import type { Terminal } from '../terminal.ts';

/** `omniai retention`: deletes what is kept no longer at once; the server does it hourly. It works beside a running server. */
export function retentionCommand({ terminal, perform }: Stage): Command {
  return leaf('retention', 'delete the conversations whose time is over, as the server does every hour')
    .option('--dry-run', 'only say how many that would be')
    .action((options: { json?: boolean; dryRun?: boolean }) =>
      perform(options, () => (options.dryRun ? preview(terminal) : sweep(terminal))),
    );
}

function preview(terminal: Terminal): Promise<Outcome> {
  return atDatabase(terminal, async ({ store, act }) => {
    const found = await previewEveryone({ store, clock }, act, {});
    const spaces = found.spaces.map((space) => `  ${space.space}: ${describe(space)}`);
    return {
      data: { dry_run: true, ...found },
      lines: [`${describe(found)} of ${toCount(found.people, 'person', 'people')} would go.`, ...spaces],
    };
  });
}

function sweep(terminal: Terminal): Promise<Outcome> {
  return atDatabase(terminal, async ({ store, act }) => {
    const swept = await sweepConversations({ store, clock }, act.caller);
    return {
      data: { dry_run: false, ...swept },
      lines: [`${describe(swept)} of ${toCount(swept.people, 'person', 'people')} were deleted.`],
    };
  });
}

function describe({ conversations, messages }: { conversations: number; messages: number }): string {
  return `${toCount(conversations, 'conversation')} with ${toCount(messages, 'message')}`;
}

function toCount(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
