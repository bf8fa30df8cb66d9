import type { ConversationId, MessageId, UserId } from '../kit/id.ts';
import type { Image } from '../provider/spec.ts';
import { type MessageRow, messageReader } from '../store/message-reader.ts';
import { NEWEST_ID } from '../store/page.ts';
import type { ReadHandle } from '../store/query.ts';
import { summaryReader } from '../store/summary-reader.ts';
import type { PromptSummary } from './prompt-summary.ts';
import { type PromptTurn, type SaidMessage, toPromptTurn } from './prompt-turn.ts';
import type { TokenCounter } from './token-counter.ts';

/** Reads what is attached to a message. */
export interface MessageFiles {
  read(message: Pick<MessageRow, 'id' | 'text' | 'files'>): Promise<{ text: string; images: readonly Image[] }>;
}

/** A branch that is to be sent. */
interface Branch {
  owner: UserId;
  conversation: { id: ConversationId };
  /** Its last message. */
  parentId: MessageId | null;
  files: MessageFiles;
  contextLength: number | null;
}

interface ReadBranch {
  /** Newest first, without messages that have no text. */
  turns: PromptTurn[];
  /** Messages before these that were not looked at. */
  unread: number;
  /** Undefined also where the branch is far from needing one. */
  summary: PromptSummary | undefined;
}

/** More messages of a branch than any model has room for are not read. */
const MAX_HISTORY_MESSAGES = 400;

/** Of a conversation's summaries, one of the newest is on the branch unless it was left long ago. */
const MAX_SUMMARIES = 50;

/**
 * Reads a branch as a model is to read it. Summaries are looked for only where it hardly fits.
 * @param refine counts the messages exactly first
 */
export async function readTurns(
  db: ReadHandle,
  branch: Branch,
  counter: TokenCounter,
  refine?: (messages: readonly SaidMessage[]) => Promise<void>,
): Promise<ReadBranch> {
  const { owner, conversation, parentId, files, contextLength } = branch;
  if (parentId === null) return { turns: [], unread: 0, summary: undefined };
  const rows = await messageReader.listBranch(db, owner, conversation.id, parentId, MAX_HISTORY_MESSAGES);
  const isAll = rows.length < MAX_HISTORY_MESSAGES;
  const unread = isAll ? 0 : (await messageReader.countBranch(db, owner, parentId)) - rows.length;
  const said: SaidMessage[] = [];
  for (const row of rows) if (row.text !== '') said.push(row.files === null ? row : await readAttached(files, row));
  await refine?.(said);
  const turns = said.map((message) => toPromptTurn(counter, message));
  const summary = hasRoom(turns, unread, contextLength) ? undefined : await findSummary(db, branch, turns);
  return { turns, unread, summary };
}

/** A message with what its files say and show. */
export async function readAttached(
  files: MessageFiles,
  row: Pick<MessageRow, 'id' | 'role' | 'text' | 'pinned_at' | 'files'>,
): Promise<SaidMessage> {
  const { id, role, pinned_at } = row;
  return { id, role, pinned_at, ...(await files.read(row)) };
}

/** Whether the branch takes less than half of the context: with everything else it is far from being summed up. */
function hasRoom(turns: readonly PromptTurn[], unread: number, contextLength: number | null): boolean {
  if (unread > 0) return false;
  return contextLength === null || turns.reduce((sum, { tokens }) => sum + tokens, 0) < contextLength / 2;
}

/** The newest summary that ends on the branch. */
async function findSummary(
  db: ReadHandle,
  { owner, conversation }: Branch,
  turns: readonly PromptTurn[],
): Promise<PromptSummary | undefined> {
  const rows = await summaryReader.list(db, owner, conversation.id, { before: NEWEST_ID, limit: MAX_SUMMARIES });
  const onBranch = new Set(turns.map(({ id }) => id));
  const row = rows.find(({ message_id }) => onBranch.has(message_id));
  if (!row) return undefined;
  return { id: row.id, messageId: row.message_id, messages: row.messages, text: row.text, origin: row.origin };
}
