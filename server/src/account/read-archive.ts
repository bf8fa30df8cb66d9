import { StringDecoder } from 'node:string_decoder';
import { AppError } from '../errors.ts';
import { ARCHIVE_LIMITS } from '../kit/limits.ts';

/** Lines of one file of an archive. */
export interface ArchiveLines {
  file: string;
  lines: string[];
}

/**
 * Reads a ZIP archive as it arrives and gives the lines of its files in their order, those that one piece of it held at a time.
 * @param onFile told the name of each file that came to its end
 * @throws AppError E1000 when it is no such archive, E1004 when it holds more than an account can
 */
export async function* readArchive(
  pieces: AsyncIterable<Uint8Array>,
  onFile: (name: string) => void,
): AsyncGenerator<ArchiveLines> {
  const { Unzip, UnzipInflate } = await import('fflate');
  let ready: ArchiveLines[] = [];
  let openedBytes = 0;
  let arrivedBytes = 0;
  let files = 0;
  let endedFiles = 0;

  const unzip = new Unzip((file) => {
    const decoder = new StringDecoder('utf8');
    let rest = '';
    files += 1;
    file.ondata = (error, chunk, isFinal) => {
      if (error) throw error;
      openedBytes += chunk.length;
      const text = rest + decoder.write(Buffer.from(chunk));
      const lines = file.name.endsWith('.ndjson') ? text.split('\n') : [text];
      rest = isFinal || openedBytes > ARCHIVE_LIMITS.openedBytes ? '' : (lines.pop() ?? '');
      if (rest.length > ARCHIVE_LIMITS.lineUnits) throw new AppError('E1004');
      const full = lines.filter((line) => line !== '');
      if (full.length > 0) ready.push({ file: file.name, lines: full });
      if (!isFinal) return;
      endedFiles += 1;
      onFile(file.name);
    };
    file.start();
  });
  unzip.register(UnzipInflate);

  const push = (piece: Uint8Array, isFinal: boolean) => {
    try {
      unzip.push(piece, isFinal);
    } catch (cause) {
      if (cause instanceof AppError) throw cause;
      throw notAnArchive(cause);
    }
    const isTooLarge = arrivedBytes > ARCHIVE_LIMITS.bytes || openedBytes > ARCHIVE_LIMITS.openedBytes;
    if (isTooLarge || files > ARCHIVE_LIMITS.files) throw new AppError('E1004', 'This archive is too large.');
  };
  for await (const piece of pieces) {
    arrivedBytes += piece.length;
    // A small piece opens into little, however well it is packed.
    for (let start = 0; start < piece.length; start += ARCHIVE_LIMITS.pieceBytes) {
      push(piece.subarray(start, start + ARCHIVE_LIMITS.pieceBytes), false);
      yield* ready;
      ready = [];
    }
  }
  push(new Uint8Array(), true);
  yield* ready;
  if (files === 0 || endedFiles < files) throw notAnArchive(undefined);
}

function notAnArchive(cause: unknown): AppError {
  return new AppError('E1000', 'This is not a whole export of OmniAI. Send the ZIP file as it was downloaded.', {
    cause,
  });
}
