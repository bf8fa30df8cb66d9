import { createAgentEvent } from '../../context/create-agent-event.ts';
import { notify } from '../../context/notify.ts';
import type { UserId } from '../../kit/id.ts';
import { omiItemReader } from '../../store/omi-item-reader.ts';
import { omiItemWriter } from '../../store/omi-item-writer.ts';
import type { WriteHandle } from '../../store/query.ts';
import { parseBody } from '../intake/parse-body.ts';
import type { WebhookDoor } from '../open-door.ts';
import type { EventParts, OmiEvent } from './accept-conversation.ts';
import { type DaySummary, readDaySummary } from './day-summary.ts';
import { eventUid } from './event-uid.ts';
import { importTask } from './import-task.ts';
import { lockListeningLink } from './lock-listening-link.ts';

/** With three bytes a unit, all of it stays within an event's payload. */
const OVERVIEW_UNITS = 4_000;
const HEADLINE_UNITS = 300;

/**
 * Takes in Omi's summary of a day, once for each date: an event, a notice in the app, and tasks of what is still to be done.
 * @throws AppError E1007 when it could not be stored
 */
export async function acceptDaySummary(parts: EventParts, door: WebhookDoor, event: OmiEvent): Promise<void> {
  const { store, clock, log } = parts;
  const read = readDaySummary(parseBody(event.body));
  const about = eventUid(door, event.query.uid, read?.uid);
  if (about.kind === 'forged')
    return log.warn({ part: 'omi', code: 'forged' }, 'a day summary of somebody else was dropped');
  if (!read || about.kind !== 'named' || door.kind === 'self_test') return;
  const { summary } = read;
  await store.transact(async (tx) => {
    const link = await lockListeningLink(tx, door, about.uid);
    if (!link) return;
    const owner = link.user_id;
    const now = clock.now();
    const key = { owner, kind: 'day_summary' as const, omiId: summary.date };
    if (!(await omiItemWriter.claim(tx, key, now))) return;
    await omiItemWriter.setItem(tx, key, await keepSummary(tx, owner, summary, now));
    for (const { description, completed, source_conversation_id: foundIn } of summary.action_items) {
      if (completed || (await hasItsTasks(tx, owner, foundIn))) continue;
      await importTask(tx, owner, { description, foundIn: foundIn ?? summary.date, sourceMessageId: null }, now);
    }
  });
}

/** @returns the id of its event */
async function keepSummary(tx: WriteHandle, owner: UserId, summary: DaySummary, now: number): Promise<string> {
  const { date } = summary;
  const headline = summary.headline.slice(0, HEADLINE_UNITS).toWellFormed();
  const emoji = summary.emoji.slice(0, 20).toWellFormed();
  const payload = { date, headline, emoji, overview: summary.overview.slice(0, OVERVIEW_UNITS).toWellFormed() };
  const event = { type: 'day_summary', payload, source: 'omi' as const, sourceMessageId: null, dueAt: null };
  const { id } = await createAgentEvent(tx, owner, event, now);
  const text = [emoji, headline || `Your day, ${date}`].filter((part) => part !== '').join(' ');
  const causeKey = `day_summary:${date}`;
  await notify(tx, { owner, kind: 'day_summary', text, conversationId: null, causeKey, push: false }, now);
  return id;
}

/** A conversation that was taken over brought its tasks along, in other words perhaps than the summary's. */
async function hasItsTasks(tx: WriteHandle, owner: UserId, omiConversationId: string | null): Promise<boolean> {
  if (omiConversationId === null) return false;
  return (await omiItemReader.find(tx, owner, 'conversation', omiConversationId)) !== undefined;
}
