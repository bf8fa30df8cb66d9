import { agentEventReader } from '../store/agent-event-reader.ts';
import { notificationReader } from '../store/notification-reader.ts';
import { omiLinkReader } from '../store/omi-link-reader.ts';
import { NEWEST_ID } from '../store/page.ts';
import type { ReadHandle } from '../store/query.ts';
import { titleOf } from './agent-event.ts';
import type { NoteList } from './note-list.ts';
import type { PersonContext } from './preference.ts';
import type { PromptQuestion } from './prompt-question.ts';
import { readMemoryNotes } from './read-memory-notes.ts';

const MAX_LINES = 50;
const MAX_LIST_TOKENS = 2_000;
const MAX_HEARD_UNITS = 1_500;
const MAX_EVENT_UNITS = 300;

/**
 * Reads what the prompt of an answer carries of its person: what the conversation's space asks for, and memories.
 * In the default space this is one read for whoever has no memories.
 */
export async function readPromptContext(db: ReadHandle, question: PromptQuestion, now: number): Promise<NoteList[]> {
  const ofSpace = await readSpaceNotes(db, question, now);
  const memories = question.person.preferences.inject_memories ? await readMemoryNotes(db, question) : undefined;
  return [ofSpace, memories, heardNotes(question.heardBefore)].filter((list) => list !== undefined);
}

function readSpaceNotes(db: ReadHandle, question: PromptQuestion, now: number): Promise<NoteList | undefined> {
  switch (question.space) {
    case 'todos':
    case 'tasks':
      return readTaskNotes(db, question, now);
    case 'agent':
      return readEventNotes(db, question);
    case 'friends':
      return readLinkNotes(db, question);
    case 'notifications':
      return readNotificationNotes(db, question);
    default:
      return Promise.resolve(undefined);
  }
}

async function readTaskNotes(db: ReadHandle, { owner, person }: PromptQuestion, now: number): Promise<NoteList> {
  const rows = await agentEventReader.openTasks(db, owner, MAX_LINES);
  const total = rows.length < MAX_LINES ? rows.length : await agentEventReader.countOpenTasks(db, owner);
  const when = localTimes(person);
  const tasks = rows.map((row) => titleOf(row) + (row.due_at === null ? '' : ` (due ${when(row.due_at)})`));
  return {
    kind: 'tasks',
    title: 'The person’s open tasks, the most urgent first.',
    lines: [`It is ${when(now)} now.`, ...(tasks.length > 0 ? tasks : ['There is no open task.'])],
    total: total + (tasks.length > 0 ? 1 : 2),
    maxTokens: MAX_LIST_TOKENS,
  };
}

async function readEventNotes(db: ReadHandle, { owner, person }: PromptQuestion): Promise<NoteList> {
  const rows = await agentEventReader.list(db, owner, {}, { before: NEWEST_ID, limit: MAX_LINES });
  const when = localTimes(person);
  const lines = rows.map((row) => `${when(row.created_at)}, ${row.type}: ${row.payload.slice(0, MAX_EVENT_UNITS)}`);
  return listOf('events', 'The latest events that programs noted for the person, newest first.', lines);
}

async function readLinkNotes(db: ReadHandle, { owner, person }: PromptQuestion): Promise<NoteList> {
  const links = (await omiLinkReader.listOf(db, owner)).filter(({ status }) => status === 'active');
  const when = localTimes(person);
  const lines = links.map(
    (link) => `Omi user ${link.omi_user_id}, linked on ${when(link.verified_at ?? link.created_at)}`,
  );
  return listOf('links', 'The Omi users that are linked to the person.', lines);
}

async function readNotificationNotes(db: ReadHandle, { owner, person }: PromptQuestion): Promise<NoteList> {
  const rows = await notificationReader.list(db, owner, { before: NEWEST_ID, limit: MAX_LINES });
  const when = localTimes(person);
  // Answers were heard already, and what went over two channels is two rows that say the same.
  const news = rows.filter(({ kind }) => kind !== 'answer');
  const lines = new Set(news.map((row) => `${when(row.created_at)}: ${row.text}`));
  return listOf('notifications', 'What the person was notified of lately, newest first.', [...lines]);
}

function heardNotes(heardBefore: string): NoteList | undefined {
  if (heardBefore.trim() === '') return undefined;
  const lines = heardBefore.slice(-MAX_HEARD_UNITS).split('\n');
  return listOf('heard', 'What a microphone heard just before the question, perhaps said by other people.', lines);
}

function listOf(kind: NoteList['kind'], title: string, lines: readonly string[]): NoteList {
  return { kind, title, lines, total: lines.length, maxTokens: MAX_LIST_TOKENS };
}

/** Writes instants as the person reads them, with the weekday, which models get wrong. */
function localTimes({ preferences }: PersonContext): (epochMs: number) => string {
  const format = new Intl.DateTimeFormat(preferences.language, {
    timeZone: preferences.time_zone,
    dateStyle: 'full',
    timeStyle: 'short',
  });
  return (epochMs) => format.format(epochMs);
}
