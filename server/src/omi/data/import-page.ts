import { notify } from '../../context/notify.ts';
import { AppError } from '../../errors.ts';
import type { OutboxHandler, OutboxOutcome } from '../../job/outbox-worker.ts';
import type { Clock } from '../../kit/clock.ts';
import type { OmiImportId } from '../../kit/id.ts';
import { must } from '../../kit/must.ts';
import { type OmiImportRow, omiImportReader } from '../../store/omi-import-reader.ts';
import { omiImportWriter } from '../../store/omi-import-writer.ts';
import { omiLinkReader } from '../../store/omi-link-reader.ts';
import type { Store } from '../../store/open.ts';
import type { WriteHandle } from '../../store/query.ts';
import type { OmiClient } from '../client/omi-client.ts';
import { importConversation } from './import-conversation.ts';
import { importMemory } from './import-memory.ts';

interface ImportParts {
  store: Store;
  clock: Clock;
  client: OmiClient | undefined;
}

/** Whole transcripts are large: ten hours of talk come to some megabytes. */
const ROWS_A_PAGE = { memories: 100, conversations: 10 } as const;
const AFTER_TROUBLE_MS = 60_000;
/** An import that gets no further for so long is given up. */
const PATIENCE_MS = 24 * 3_600_000;

/** Nobody has as much; a list that never ends would be read for ever. */
const LONGEST_LIST = 500_000;

/** Takes over one item of the page. */
type Take = (tx: WriteHandle, now: number) => Promise<boolean>;

/**
 * Takes over the next page of a long import and asks to be called again. A page and the position after it are one transaction, so a
 * death in between repeats the page and nothing of it twice; the import goes on where Omi's list begins to be empty.
 */
export function createImportPage(parts: ImportParts): OutboxHandler {
  return async (row): Promise<OutboxOutcome> => {
    const { store, clock } = parts;
    const owner = must(row.user_id, 'the owner of an import');
    const found = await omiImportReader.find(store.read, owner, row.subject_id as OmiImportId);
    if (found?.status !== 'running') return { kind: 'done' };
    try {
      const page = await readPage(parts, found);
      const hasMore = await store.transact((tx) => takePage(tx, found, page, clock.now()));
      return hasMore ? { kind: 'wait', afterMs: 0 } : { kind: 'done' };
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'E1007') throw error;
      return settleTrouble(parts, found, error);
    }
  };
}

/** An item that is locked, known or of no use is in the page too, as one that will not be taken. */
async function readPage({ store, client }: ImportParts, row: OmiImportRow): Promise<Take[]> {
  if (!client) throw new AppError('E4000');
  if (!(await omiLinkReader.findUsable(store.read, row.link_id))) throw new AppError('E1002', 'The link is gone.');
  const { user_id: owner, kind, position: offset, omi_user_id: omiUserId } = row;
  if (offset >= LONGEST_LIST) return [];
  if (kind === 'memories') {
    const memories = await client.listMemories(omiUserId, { limit: ROWS_A_PAGE.memories, offset });
    return memories.map((memory) => (tx, now) => importMemory(tx, owner, memory, now));
  }
  const conversations = await client.listConversations(omiUserId, {
    limit: ROWS_A_PAGE.conversations,
    offset,
    statuses: ['completed'],
    maxTranscriptSegments: -1,
  });
  const who = { owner, appId: client.appId };
  return conversations.map((each) => async (tx, now) => (await importConversation(tx, who, each, now)) !== undefined);
}

/** Rows that Omi cannot read are missing from their page: only an empty page is the last, and the next one begins a whole page further. */
async function takePage(tx: WriteHandle, row: OmiImportRow, page: readonly Take[], now: number): Promise<boolean> {
  if (page.length === 0) {
    await finish(tx, row, now);
    return false;
  }
  const { id, position, kind } = row;
  if (!(await omiImportWriter.advance(tx, id, position, position + ROWS_A_PAGE[kind], now))) return true;
  let imported = 0;
  for (const take of page) if (await take(tx, now)) imported += 1;
  await omiImportWriter.count(tx, id, { imported, skipped: page.length - imported });
  return true;
}

async function finish(tx: WriteHandle, { id, user_id: owner, kind }: OmiImportRow, now: number): Promise<void> {
  const ended = await omiImportWriter.end(tx, { id, status: 'done', error: null, now });
  if (!ended) return;
  const one = { memories: 'memory', conversations: 'conversation' }[kind];
  const skipped = ended.skipped > 0 ? ` ${ended.skipped} were here before or could not be taken.` : '';
  await notify(
    tx,
    {
      owner,
      kind: 'import_done',
      text: `${ended.imported} ${ended.imported === 1 ? one : kind} came over from Omi.${skipped}`,
      conversationId: null,
      causeKey: `omi_import:${id}`,
      push: false,
    },
    now,
  );
}

/** What passes by itself is waited for; what somebody has to change ends the import, which can be begun again and takes nothing twice. */
async function settleTrouble(
  { store, clock }: ImportParts,
  row: OmiImportRow,
  error: AppError,
): Promise<OutboxOutcome> {
  const now = clock.now();
  const isPassing = error.code === 'E4006' || error.code === 'E4007';
  if (isPassing && now - row.updated_at < PATIENCE_MS) {
    return { kind: 'wait', afterMs: error.retryAfterS === undefined ? AFTER_TROUBLE_MS : error.retryAfterS * 1_000 };
  }
  await store.transact((tx) =>
    omiImportWriter.end(tx, { id: row.id, status: 'failed', error: `${error.code}: ${error.message}`, now }),
  );
  return { kind: 'done' };
}
