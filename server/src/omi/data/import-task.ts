import { createHash } from 'node:crypto';
import { createAgentEvent } from '../../context/create-agent-event.ts';
import type { MessageId, UserId } from '../../kit/id.ts';
import { CONTEXT_LIMITS } from '../../kit/limits.ts';
import { omiItemWriter } from '../../store/omi-item-writer.ts';
import type { WriteHandle } from '../../store/query.ts';

interface ActionItem {
  description: string;
  /** What it was found in, for example a conversation of Omi's: there it is one task however often it comes. */
  foundIn: string;
  /** Our message that tells of it. */
  sourceMessageId: MessageId | null;
}

/** Makes an open action item of Omi's a task, once. Action items have no ids: what they say stands for one. */
export async function importTask(tx: WriteHandle, owner: UserId, item: ActionItem, now: number): Promise<boolean> {
  const title = item.description.replace(/\s+/g, ' ').trim().slice(0, CONTEXT_LIMITS.taskTitleUnits).toWellFormed();
  const key = { owner, kind: 'task' as const, omiId: `${item.foundIn}:${hashTitle(title)}` };
  if (title === '' || !(await omiItemWriter.claim(tx, key, now))) return false;
  const { sourceMessageId } = item;
  const event = { type: 'task', payload: { title }, source: 'omi' as const, sourceMessageId, dueAt: null };
  const { id } = await createAgentEvent(tx, owner, event, now);
  await omiItemWriter.setItem(tx, key, id);
  return true;
}

function hashTitle(title: string): string {
  const words = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return createHash('sha256').update(words).digest('hex').slice(0, 32);
}
