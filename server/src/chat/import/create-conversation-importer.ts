import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppError } from '../../errors.ts';
import type { OutboxHandler, OutboxOutcome } from '../../job/outbox-worker.ts';
import type { ConversationImportId, UserId } from '../../kit/id.ts';
import { IMPORT_LIMITS } from '../../kit/limits.ts';
import { cleanText } from '../../kit/text.ts';
import { type ConversationImportRow, conversationImportReader } from '../../store/conversation-import-reader.ts';
import { conversationImportWriter, type ImportProgress } from '../../store/conversation-import-writer.ts';
import { readConversation } from './read-conversation.ts';
import { readElements } from './read-elements.ts';
import { saveConversation } from './save-conversation.ts';
import { UnreadableConversationError } from './source-conversation.ts';
import type { ImportParts } from './start-conversation-import.ts';

/** Another instance, which may have received the file, gets its turn. */
const ELSEWHERE_MS = 5_000;
/** Then its instance will not come back. */
const LOST_MS = 3_600_000;

export interface ConversationImporter {
  /** For the outbox. */
  readonly handler: OutboxHandler;
  /** Removes files that nobody will take over any more. */
  sweep(): Promise<void>;
  /** Lets the imports end after the conversation they are at; the next start goes on with them. */
  stop(): void;
}

/**
 * Takes over the conversations of files that people sent, each in a transaction of its own. A file that was begun before is read anew: what came with
 * it then is known.
 */
export function createConversationImporter({ store, clock, folder }: ImportParts): ConversationImporter {
  let isStopped = false;

  const handler: OutboxHandler = async ({ user_id, subject_id }) => {
    const [owner, id] = [user_id as UserId, subject_id as ConversationImportId];
    const row = await conversationImportReader.find(store.read, owner, id);
    if (row?.status !== 'running') return finish(id);
    if (!(await folder.exists(id))) {
      const isLost = store.dialect === 'sqlite' || clock.now() - row.created_at > LOST_MS;
      if (isLost) return end(row, 'failed', 'The file is gone. Send it again.');
      return { kind: 'wait', afterMs: ELSEWHERE_MS };
    }
    return run(row);
  };

  async function run(row: ConversationImportRow): Promise<OutboxOutcome> {
    const progress = createProgress();
    let firstReason: string | undefined;
    try {
      for await (const { json, bytesRead } of readElements(folder.pathOf(row.id))) {
        if (isStopped) return { kind: 'wait', afterMs: 0 };
        progress.bytesRead = bytesRead;
        const outcome = await takeOver(row, json, progress);
        if (outcome === 'ended') return finish(row.id);
        firstReason ??= outcome?.message;
        // Others' requests come between two conversations.
        await nextTurn();
      }
    } catch (error) {
      if (error instanceof AppError && error.status < 500) return end(row, 'failed', error.message);
      throw error;
    }
    const isNothing = progress.imported + progress.updated + progress.skipped === 0;
    return isNothing
      ? end(row, 'failed', firstReason ?? 'There are no conversations in this file.')
      : end(row, 'done', null);
  }

  /** Takes one conversation over with the count of it; gives why it could not be read, if so. */
  async function takeOver(
    { id, user_id: owner }: ConversationImportRow,
    json: Buffer,
    progress: ImportProgress,
  ): Promise<'ended' | UnreadableConversationError | undefined> {
    const of = () => ({ owner, id, now: clock.now() });
    try {
      const conversation = readConversation(json);
      return await store.transact(async (tx) => {
        const { outcome, messages } = await saveConversation(tx, owner, conversation, clock.now());
        const counted = { ...progress, source: progress.source ?? conversation.source };
        counted[outcome] += 1;
        counted.messages += messages;
        // Ended by its owner: nothing of this one stays.
        if (!(await conversationImportWriter.advance(tx, of(), counted))) throw new EndedError();
        Object.assign(progress, counted);
        return undefined;
      });
    } catch (error) {
      if (error instanceof EndedError) return 'ended';
      if (!(error instanceof UnreadableConversationError)) throw error;
      noteFailure(progress, error);
      const isRunning = await store.transact((tx) => conversationImportWriter.advance(tx, of(), progress));
      return isRunning ? error : 'ended';
    }
  }

  async function end(
    { id, user_id: owner }: ConversationImportRow,
    status: 'done' | 'failed',
    error: string | null,
  ): Promise<OutboxOutcome> {
    await store.transact((tx) => conversationImportWriter.end(tx, { owner, id, status, error, now: clock.now() }));
    return finish(id);
  }

  async function finish(id: ConversationImportId): Promise<OutboxOutcome> {
    await folder.remove(id);
    return { kind: 'done' };
  }

  return {
    handler,
    async sweep() {
      // The list of files comes first: whatever began meanwhile is not in it, or is running.
      const files = await folder.list();
      const running = new Set(await conversationImportReader.listRunning(store.read));
      for (const id of files) if (!running.has(id) && !(await folder.isNew(id, clock.now()))) await folder.remove(id);
    },
    stop() {
      isStopped = true;
    },
  };
}

class EndedError extends Error {}

function createProgress(): ImportProgress {
  const none = { imported: 0, updated: 0, skipped: 0, failed: 0, messages: 0 };
  return { source: null, bytesRead: 0, ...none, failures: '[]' };
}

const TITLE_UNITS = 100;

function noteFailure(progress: ImportProgress, { title, message: reason }: UnreadableConversationError): void {
  progress.failed += 1;
  if (progress.failed > IMPORT_LIMITS.failures) return;
  const failures: unknown[] = JSON.parse(progress.failures);
  failures.push({ title: cleanText(title).slice(0, TITLE_UNITS).toWellFormed(), reason });
  progress.failures = JSON.stringify(failures);
}
