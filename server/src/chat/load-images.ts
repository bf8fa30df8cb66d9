import { AppError } from '../errors.ts';
import type { LoadPicture } from '../file/load-picture.ts';
import type { PromptImage } from '../file/prompt-files.ts';
import type { AnswerSource } from '../provider/ask-in-turn.ts';
import type { StreamChunk } from '../provider/spec.ts';

/**
 * Loads the pictures of a prompt before its model is asked for the first time: not in the transaction that begins the answer, where everybody else
 * would wait for them. One that cannot be loaded is an answer that failed.
 */
export function loadImages(
  source: AnswerSource,
  pictures: readonly { image: PromptImage; key: string }[],
  loadPicture: LoadPicture,
): AnswerSource {
  if (pictures.length === 0) return source;
  let loading: Promise<void> | undefined;
  const load = async () => {
    for (const { image, key } of pictures) image.bytes = await loadPicture(key);
  };
  return {
    async *chat_stream(request, signal): AsyncGenerator<StreamChunk> {
      try {
        loading ??= load();
        await loading;
      } catch (cause) {
        const error = cause instanceof AppError ? cause : new AppError('E1007', undefined, { cause });
        yield { type: 'error', error };
        return;
      }
      if (!signal.aborted) yield* source.chat_stream(request, signal);
    },
  };
}
