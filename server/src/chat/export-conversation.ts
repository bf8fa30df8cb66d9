import { toIso } from '../kit/clock.ts';
import type { ConversationId, UserId } from '../kit/id.ts';
import { conversationExportReader } from '../store/conversation-export-reader.ts';
import type { ConversationRow } from '../store/conversation-reader.ts';
import { type MessageRow, messageReader } from '../store/message-reader.ts';
import type { ReadHandle } from '../store/query.ts';
import { type Conversation, toConversation } from './conversation.ts';
import { type Message, toMessage } from './message.ts';

export const EXPORT_FORMAT = 'omniai-conversation';
/** Raised when an older server could not read what a newer one writes. */
export const EXPORT_VERSION = 1;

/**
 * A conversation as JSON, piece by piece: all its branches, and `current`, the message in which the one ends that is shown.
 * What is being written is there as far as it is durable.
 */
export async function* exportConversation(
  db: ReadHandle,
  owner: UserId,
  row: ConversationRow,
  now: number,
): AsyncGenerator<string> {
  const head = {
    format: EXPORT_FORMAT,
    version: EXPORT_VERSION,
    exported_at: toIso(now),
    conversation: toConversation(row) satisfies Conversation,
    current: (await messageReader.findNewest(db, owner, row.id)) ?? null,
  };
  // All but the brace that ends it.
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "messages": [`;
  let separator = '\n';
  for await (const rows of conversationExportReader.listAll(db, owner, row.id)) {
    for (const message of rows) {
      yield `${separator}    ${JSON.stringify(await toExported(db, message))}`;
      separator = ',\n';
    }
  }
  yield '\n  ]\n}\n';
}

async function toExported(db: ReadHandle, row: MessageRow): Promise<Omit<Message, 'siblings' | 'stream_id'>> {
  const { siblings: _, stream_id: __, ...message } = toMessage(await withText(db, row), [], null);
  return message;
}

/** While an answer is being written its text stands in pieces. */
async function withText(db: ReadHandle, row: MessageRow): Promise<MessageRow> {
  return row.status === 'streaming' ? { ...row, text: await messageReader.joinPieces(db, row.id) } : row;
}

/** The branch that is shown as Markdown, piece by piece: who said what and when, by which model, with its sources. */
export async function* exportMarkdown(db: ReadHandle, owner: UserId, row: ConversationRow): AsyncGenerator<string> {
  yield `# ${toLine(row.title)}\n`;
  const leaf = await messageReader.findNewest(db, owner, row.id);
  if (!leaf) return;
  for (const id of await conversationExportReader.listBranch(db, owner, row.id as ConversationId, leaf)) {
    const message = await messageReader.find(db, owner, id);
    if (message) yield toMarkdown(toMessage(await withText(db, message), [], null));
  }
}

function toMarkdown({ role, text, provider_meta: meta, status, files, created_at }: Message): string {
  const who = role === 'user' ? 'You' : `Assistant${meta ? ` (${toLine(meta.model)})` : ''}`;
  const end = status === 'complete' ? '' : `, ${status}`;
  const attached = files.map(({ name }) => `*Attached: ${toLine(name)}*\n\n`).join('');
  const sources = (meta?.citations ?? []).map(
    ({ url, title }, i) => `${i + 1}. [${toLabel(title || url)}](<${toTarget(url)}>)`,
  );
  const list = sources.length > 0 ? `\nSources:\n\n${sources.join('\n')}\n` : '';
  return `\n## ${who}\n\n*${created_at.slice(0, 16).replace('T', ' ')} UTC${end}*\n\n${attached}${text.trimEnd()}\n${list}`;
}

function toLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Inside the brackets of a link. */
function toLabel(text: string): string {
  return toLine(text).replace(/[\\[\]]/g, '\\$&');
}

/** Inside the angle brackets of a link. */
function toTarget(url: string): string {
  return toLine(url).replaceAll('<', '%3C').replaceAll('>', '%3E');
}
