import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DIALECTS, openTestStore } from '../../test/database.ts';
import { createConversation } from '../chat/create-conversation.ts';
import { deleteConversation } from '../chat/delete-conversation.ts';
import type { AppError } from '../errors.ts';
import { createOutboxWorker } from '../job/outbox-worker.ts';
import { type ConversationId, createId, type FileId, type MessageId, type UserId } from '../kit/id.ts';
import { FILE_LIMITS } from '../kit/limits.ts';
import { createLog } from '../log.ts';
import { fileReader } from '../store/file-reader.ts';
import { messageWriter } from '../store/message-writer.ts';
import type { Store } from '../store/open.ts';
import type { WriteHandle } from '../store/query.ts';
import { userWriter } from '../store/user-writer.ts';
import { addFile } from './add-file.ts';
import { createRemoveBlob } from './create-remove-blob.ts';
import { deleteFile } from './delete-file.ts';
import type { FileParts } from './file-parts.ts';
import { createFolderBlobStore } from './folder-blob-store.ts';
import { getFile } from './get-file.ts';
import { prepareFile } from './prepare-file.ts';
import { BLOB_REMOVAL, sweepFiles } from './sweep-files.ts';
import { attachFiles, useFiles } from './use-files.ts';

const DAY_MS = 86_400_000;

describe.each(DIALECTS)('cleaning up files on %s', (dialect) => {
  let store: Store & AsyncDisposable;
  let dir: string;
  let parts: FileParts;
  let nowMs: number;
  let outbox: ReturnType<typeof createOutboxWorker>;
  let ada: UserId;
  beforeAll(async () => {
    store = await openTestStore(dialect);
    nowMs = Date.UTC(2026, 4, 1, 12);
  });
  afterAll(() => store[Symbol.asyncDispose]());
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'files-'));
    const clock = { now: () => nowMs, monotonic: () => performance.now() };
    const blobs = createFolderBlobStore(dir);
    const inspect = async () => ({ kind: 'text' as const, mediaType: 'text/plain', text: 'x' });
    parts = { store, clock, blobs, inspect, incomingDir: join(dir, 'incoming') };
    const handlers = new Map([[BLOB_REMOVAL, createRemoveBlob(blobs)]]);
    const log = createLog('silent');
    outbox = createOutboxWorker({ store, clock, log, instance: 'test', handlers, random: () => 0.5 });
    ada = createId<UserId>();
    await store.transact((tx) =>
      userWriter.insert(tx, {
        id: ada,
        email: `${ada}@example.org`,
        display_name: '',
        password_hash: null,
        role: 'user',
        status: 'active',
        created_at: 0,
        updated_at: 0,
      }),
    );
    return () => rm(dir, { recursive: true });
  });

  async function upload(content: string): Promise<FileId> {
    const prepared = await prepareFile(parts, ada, pieces(content));
    return (await store.transact((tx) => addFile(tx, ada, 'x.txt', prepared, nowMs))).id;
  }
  async function* pieces(content: string) {
    yield Buffer.from(content);
  }
  async function sweep(): Promise<void> {
    await sweepFiles(parts, () => undefined);
    while ((await outbox.tick()) > 0);
  }
  /** The contents that lie in the folder. */
  async function listContents(): Promise<string[]> {
    const entries = await readdir(dir, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ name }) => name.slice(0, 64));
  }
  const read = async (id: FileId) => {
    const { key } = await getFile(store.read, ada, id);
    return (await (await parts.blobs.open(key)).toArray()).join('');
  };
  const say = (fileId: FileId) => store.transact((tx) => sayIn(tx, fileId));
  async function sayIn(tx: WriteHandle, fileId: FileId): Promise<ConversationId> {
    const { id } = await createConversation(tx, ada, { title: 'x', space: 'default' }, nowMs);
    const files = await useFiles(tx, ada, [fileId], nowMs);
    const messageId = createId<MessageId>();
    await messageWriter.insert(tx, {
      id: messageId,
      conversation_id: id,
      user_id: ada,
      parent_id: null,
      role: 'user',
      text: 'Look',
      status: 'complete',
      source: 'web',
      provider_meta: null,
      error: null,
      client_message_id: null,
      body_hash: null,
      files: files.json,
      created_at: nowMs,
      updated_at: nowMs,
    });
    await attachFiles(tx, ada, messageId, files);
    return id;
  }

  it('deletes what no message had within a day', async () => {
    const file = await upload('never sent');
    await sweep();
    expect(await read(file)).toBe('never sent');
    nowMs += DAY_MS + 1;
    await sweep();
    await expect(getFile(store.read, ada, file)).rejects.toMatchObject({ code: 'E1002' });
    expect(await listContents()).toEqual([]);
  });

  it('keeps what a message has, and deletes it after its conversation', async () => {
    const file = await upload('sent');
    const conversationId = await say(file);
    nowMs += 40 * DAY_MS;
    await sweep();
    expect(await read(file)).toBe('sent');
    const runs = { drop: () => undefined } as unknown as Parameters<typeof deleteConversation>[0]['runs'];
    await deleteConversation({ store, runs }, ada, conversationId);
    await sweep();
    expect(await fileReader.used(store.read, ada)).toEqual({ files: 0, bytes: 0 });
    expect(await listContents()).toEqual([]);
  });

  it('deletes the contents of an account with it, but none that another has too', async () => {
    const [only] = [await upload('only hers'), await upload('of both')];
    const bob = createId<UserId>();
    const prepared = await prepareFile(parts, ada, pieces('of both'));
    await store.transact(async (tx) => {
      await userWriter.insert(tx, {
        id: bob,
        email: `${bob}@example.org`,
        display_name: '',
        password_hash: null,
        role: 'user',
        status: 'active',
        created_at: 0,
        updated_at: 0,
      });
      await addFile(tx, bob, 'y.txt', prepared, nowMs);
    });
    const { sha256 } = await getFile(store.read, ada, only);
    await store.transact((tx) => userWriter.removeUnlessLastAdmin(tx, ada));
    nowMs += FILE_LIMITS.claimMs + 1;
    await sweep();
    const left = await listContents();
    expect([left.length, left.includes(sha256)]).toEqual([1, false]);
    nowMs += DAY_MS;
    await sweep();
  });

  it('lets a content come back while it is being removed', async () => {
    const first = await upload('again and again');
    await store.transact((tx) => deleteFile(tx, ada, first));
    nowMs += FILE_LIMITS.claimMs + 1;
    // Forgotten, but not removed from the disk yet.
    await sweepFiles(parts, () => undefined);
    const second = await upload('again and again');
    while ((await outbox.tick()) > 0);
    expect(await read(second)).toBe('again and again');
    expect(await listContents()).toHaveLength(1);
  });

  it('leaves what somebody is just adding or sending', async () => {
    const sent = await upload('is being sent');
    const prepared = await prepareFile(parts, ada, pieces('is being added'));
    nowMs += DAY_MS + 1;
    // Everything is too old, but for what this transaction does with it, of which the cleaning sees nothing when it begins.
    const { added, cleaned } = await store.transact(async (tx) => {
      await sayIn(tx, sent);
      const row = await addFile(tx, ada, 'y.txt', prepared, nowMs);
      const cleaning = sweepFiles(parts, () => undefined);
      await Promise.race([cleaning, delay(200)]);
      return { added: row.id, cleaned: { cleaning } };
    });
    await cleaned.cleaning;
    while ((await outbox.tick()) > 0);
    expect([await read(sent), await read(added)]).toEqual(['is being sent', 'is being added']);
  });

  it('never loses a file that is there, whoever uploads, deletes, sends and cleans at once', async () => {
    const contents = ['a', 'b', 'c'].map((letter) => `${letter} ${ada}`);
    const kept: { id: FileId; content: string }[] = [];
    let working = 4;
    const work = async (seed: number) => {
      for (let round = 0; round < 8; round += 1) {
        // Claims end while others work under them; less than a day in all, so that no upload is too old.
        nowMs += FILE_LIMITS.claimMs / 3;
        const content = contents[(seed + round) % contents.length] ?? '';
        const id = await upload(content).catch((error: AppError) => expect(error.code).toBe('E1007'));
        if (!id) continue;
        if ((seed + round) % 3 === 0) await say(id);
        if ((seed + round) % 3 === 1) await store.transact((tx) => deleteFile(tx, ada, id));
        else kept.push({ id, content });
      }
      working -= 1;
    };
    const clean = async () => {
      while (working > 0) await sweep();
    };
    await Promise.all([...[1, 2, 3, 4].map(work), clean()]);
    await sweep();
    expect(kept.length).toBeGreaterThan(0);
    for (const { id, content } of kept) expect(await read(id)).toBe(content);
  });
});
