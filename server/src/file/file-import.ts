import { rm } from 'node:fs/promises';
import { AppError } from '../errors.ts';
import type { FileId, UserId } from '../kit/id.ts';
import { FILE_LIMITS } from '../kit/limits.ts';
import { blobWriter } from '../store/blob-writer.ts';
import { fileReader } from '../store/file-reader.ts';
import { fileWriter } from '../store/file-writer.ts';
import type { PortableRow } from '../store/portable-reader.ts';
import type { WriteHandle } from '../store/query.ts';
import type { FileParts } from './file-parts.ts';
import { type FileReceiver, openReceiver } from './receive-file.ts';
import { requireRoom } from './require-room.ts';
import { type StoredBlob, storeBlob } from './store-blob.ts';
import { toFileName } from './to-file-name.ts';

type Content = StoredBlob & Pick<PortableRow, 'kind' | 'media_type'>;

/** Brings files back from an archive: first their contents, then rows that name them by their hash. */
export class FileImport {
  readonly #parts: FileParts;
  readonly #owner: UserId;
  readonly #contents = new Map<string, Content>();
  #receiver: FileReceiver | undefined;

  constructor(parts: FileParts, owner: UserId) {
    this.#parts = parts;
    this.#owner = owner;
  }

  /**
   * Takes some bytes of a content. One that is no file for a message is passed over.
   * @throws AppError E1004, E1007
   */
  async take(bytes: Uint8Array, isEnd: boolean): Promise<void> {
    this.#receiver ??= await openReceiver(this.#parts.incomingDir);
    await this.#receiver.write(bytes);
    if (!isEnd) return;
    const received = await this.#receiver.finish();
    this.#receiver = undefined;
    try {
      const { kind, mediaType } = await this.#parts.inspect(received.path);
      const stored = await storeBlob(this.#parts, received);
      this.#contents.set(stored.sha256, { ...stored, kind, media_type: mediaType });
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'E1007') throw error;
    } finally {
      await rm(received.path, { force: true });
    }
  }

  /**
   * Those new rows whose content came with the same archive: that somebody knows a hash does not give them what it is of. What they are, the content
   * says, not the archive.
   * @throws AppError E2010 when their owner has no room for them
   */
  async toRows(tx: WriteHandle, rows: readonly PortableRow[], now: number): Promise<PortableRow[]> {
    await fileWriter.takeTurn(tx, this.#owner);
    const fitting: PortableRow[] = [];
    for (const row of rows) {
      const content = this.#contents.get(String(row.sha256));
      if (!content || (await fileReader.find(tx, this.#owner, String(row.id) as FileId))) continue;
      const { sha256, key, bytes, kind, media_type } = content;
      const isHeld = await blobWriter.hold(tx, { sha256, key, keptUntil: now + FILE_LIMITS.claimMs });
      const text = kind === 'image' ? null : String(row.text ?? '').slice(0, 2 * FILE_LIMITS.textUnits);
      const name = toFileName(String(row.name));
      if (isHeld) fitting.push({ ...row, name, bytes, kind, media_type, text });
    }
    const bytes = fitting.reduce((sum, row) => sum + Number(row.bytes), 0);
    if (fitting.length > 0) await requireRoom(tx, this.#owner, { files: fitting.length, bytes });
    return fitting;
  }

  /** Keeps rows that were added until the messages come that they belong to. */
  async keep(tx: WriteHandle, rows: readonly PortableRow[], now: number): Promise<void> {
    const keptUntil = now + FILE_LIMITS.unusedMs;
    for (const { id } of rows) await fileWriter.use(tx, { owner: this.#owner, id: String(id) as FileId, keptUntil });
  }

  /** Gives up what has not come whole. */
  async close(): Promise<void> {
    await this.#receiver?.discard();
  }
}
