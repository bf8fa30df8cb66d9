import { z } from 'zod';
import { awaitAnswer } from '../../chat/answer.ts';
import { openWindow } from '../../chat/open-window.ts';
import { searchMessages } from '../../chat/search-messages.ts';
import { type ChatParts, sendMessage } from '../../chat/send-message.ts';
import { createAgentEvent } from '../../context/create-agent-event.ts';
import { createMemory } from '../../context/create-memory.ts';
import { readPersonContext } from '../../context/preference.ts';
import { AppError } from '../../errors.ts';
import type { UserId } from '../../kit/id.ts';
import { CHAT_LIMITS, CONTEXT_LIMITS } from '../../kit/limits.ts';
import { localeOf } from '../../kit/locale.ts';
import { cleanText } from '../../kit/text.ts';
import { omiLinkReader } from '../../store/omi-link-reader.ts';
import type { WebhookDoor } from '../open-door.ts';
import { eventUid } from './event-uid.ts';
import { readDue } from './read-due.ts';
import { settledWithin } from './settled-within.ts';

export interface ToolParts extends ChatParts {
  /** How long an answer is waited for; Omi gives up after 120 s. */
  answerWithinMs: number;
}

/** Messages that a search tells. */
const FOUND = 5;

export interface ToolCall {
  name: string;
  /** Parameters with `uid`, as Omi sends them in a body or a query. */
  parameters: unknown;
}

const said = (maxUnits: number) => z.string().transform(cleanText).pipe(z.string().trim().min(1).max(maxUnits));
const askParameters = z.object({ question: said(CHAT_LIMITS.textUnits) });
const rememberParameters = z.object({ text: said(CONTEXT_LIMITS.memoryUnits) });
const taskParameters = z.object({
  title: said(CONTEXT_LIMITS.taskTitleUnits),
  due: z.string().max(200).optional().catch(undefined),
});
const searchParameters = z.object({ query: said(CONTEXT_LIMITS.searchUnits) });
const owner = z.object({ uid: z.unknown() }).catch({ uid: undefined });

/**
 * Does what Omi's chat asks for and says in words what came of it, also of what went wrong: a status other than 200 would hide the words from
 * the person.
 * @param door undefined where the call came without the secret address
 */
export async function answerTool(parts: ToolParts, door: WebhookDoor | undefined, call: ToolCall): Promise<string> {
  if (!door) {
    return 'These tools are not open here. The owner of the OmniAI server must give Omi the secret address of the tools manifest.';
  }
  const about = eventUid(door, owner.parse(call.parameters).uid);
  const { read } = parts.store;
  const link = about.kind === 'named' ? await omiLinkReader.findActive(read, about.uid) : undefined;
  const usable = link && (await omiLinkReader.findUsable(read, link.id));
  if (!usable || door.kind === 'self_test') {
    return 'Your Omi is not linked to an OmniAI account yet. Open OmniAI, choose Omi, and link it there.';
  }
  try {
    return await runTool(parts, usable.user_id, call);
  } catch (error) {
    if (error instanceof z.ZodError) {
      const names = error.issues.map(({ path }) => path.join('.')).join(', ');
      return `This tool needs other parameters: look at ${names}.`;
    }
    if (error instanceof AppError && error.code !== 'E1007') return error.message;
    throw error;
  }
}

function runTool(parts: ToolParts, viewer: UserId, { name, parameters }: ToolCall): Promise<string> | string {
  switch (name) {
    case 'ask':
      return ask(parts, viewer, askParameters.parse(parameters).question);
    case 'remember':
      return remember(parts, viewer, rememberParameters.parse(parameters).text);
    case 'add_task':
      return addTask(parts, viewer, taskParameters.parse(parameters));
    case 'search_my_chats':
      return search(parts, viewer, searchParameters.parse(parameters).query);
    default:
      return 'There is no such tool here. Refresh the manifest of the app at Omi.';
  }
}

async function ask(parts: ToolParts, viewer: UserId, question: string): Promise<string> {
  const { store, clock } = parts;
  const conversation = await store.transact(async (tx) => {
    const { activeSlot } = await readPersonContext(tx, viewer);
    return openWindow(tx, viewer, activeSlot, clock.now());
  });
  const message = { viewer, text: question, source: 'api' as const, conversationId: conversation.id };
  const answer = await sendMessage(parts, message);
  const end = await settledWithin(awaitAnswer(parts, answer), parts.answerWithinMs);
  if (!end) return 'The answer takes longer. It will be in your OmniAI conversation.';
  return end.event === 'error' ? end.data.message : end.data.message.text.trim() || 'There was no answer.';
}

async function remember({ store, clock }: ToolParts, viewer: UserId, text: string): Promise<string> {
  const memory = { text, source: 'omi' as const, sourceMessageId: null };
  const row = await store.transact((tx) => createMemory(tx, viewer, memory, clock.now()));
  return `Remembered: ${row.text}`;
}

async function addTask(
  { store, clock }: ToolParts,
  viewer: UserId,
  { title, due }: z.infer<typeof taskParameters>,
): Promise<string> {
  const now = clock.now();
  return store.transact(async (tx) => {
    const { preferences } = await readPersonContext(tx, viewer);
    const { time_zone: timeZone, language } = preferences;
    const dueAt = due === undefined || due === '' ? undefined : readDue(due, { now, timeZone, language });
    const task = { type: 'task', payload: { title }, source: 'omi' as const, sourceMessageId: null };
    await createAgentEvent(tx, viewer, { ...task, dueAt: dueAt ?? null }, now);
    if (dueAt === undefined) return due ? `Added: ${title}. I did not understand when it is due.` : `Added: ${title}.`;
    const format = new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'full', timeStyle: 'short', timeZone });
    return `Added: ${title}, due ${format.format(dueAt)}.`;
  });
}

async function search({ store }: ToolParts, viewer: UserId, query: string): Promise<string> {
  const { items } = await searchMessages(store.read, viewer, { query, limit: FOUND });
  if (items.length === 0) return `Nothing in your OmniAI conversations says “${query}”.`;
  const lines = items.map(({ created_at, conversation_title: title, role, snippet }) => {
    const said = snippet.map(({ text }) => text).join('');
    const who = role === null ? 'its title' : role === 'user' ? 'you' : 'the assistant';
    return `${created_at.slice(0, 10)}, “${title}”, ${who}: ${said}`;
  });
  return lines.join('\n');
}
