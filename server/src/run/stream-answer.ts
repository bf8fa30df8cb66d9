import { AppError } from '../errors.ts';
import type { StreamChunk, Usage } from '../provider/spec.ts';
import type { Checkpointer } from './checkpointer.ts';
import type { LiveRun, RunOutcome } from './live-run.ts';
import type { RunOrder } from './run-order.ts';

/**
 * Text that may wait for its checkpoint, in UTF-16 units. A vendor that is faster than the disk is made to wait: it keeps a hundred answers of
 * 16 MB from filling the memory.
 */
const MAX_TAIL_UNITS = 65_536;

/** More UTF-16 units than a token of any common text has: whoever keeps to the tokens they may write is never cut here. */
const MOST_UNITS_A_TOKEN = 6;

/** More than anybody looks at; every change is told whole. */
const MAX_CITATIONS = 100;

const NO_USAGE: Usage = { prompt_tokens: null, completion_tokens: null };
const CUT: RunOutcome = { status: 'complete', finish_reason: 'length', usage: NO_USAGE };

/**
 * Reads one answer from its provider into the live run until it ends, is cancelled or fails. Never throws.
 * @param stored resolves when the run's row is durable (true) or never will be (false)
 */
export async function streamAnswer(
  run: LiveRun,
  order: RunOrder,
  checkpointer: Checkpointer,
  stored: Promise<boolean>,
): Promise<RunOutcome> {
  let isStored = false;
  void stored.then((ok) => {
    isStored = ok;
    if (ok && run.tail !== '') checkpointer.touch(run);
  });

  try {
    for await (const chunk of order.provider.chat_stream(order.request, run.signal)) {
      const wasDurable = run.tail === '';
      const outcome = accept(run, chunk);
      if (outcome) return outcome;
      if (isStored && wasDurable) checkpointer.touch(run);
      while (run.tail.length > MAX_TAIL_UNITS && !run.signal.aborted && (await stored)) await checkpointer.tick();
    }
    return run.signal.aborted
      ? abortedOutcome(run)
      : failed(new AppError('E3005', 'The model provider ended its answer without saying so.'));
  } catch (error) {
    return failed(new AppError('E5000', undefined, { cause: error }));
  }
}

function accept(run: LiveRun, chunk: StreamChunk): RunOutcome | undefined {
  if (run.signal.aborted) return abortedOutcome(run);
  switch (chunk.type) {
    case 'text':
      run.append(chunk.text);
      return hasOutgrown(run) ? CUT : undefined;
    case 'reasoning':
      run.appendReasoning(chunk.text);
      return hasOutgrown(run) ? CUT : undefined;
    case 'citation':
      if (run.details.citations.length < MAX_CITATIONS)
        run.note({ citations: [...run.details.citations, chunk.citation] });
      return undefined;
    case 'answered_by':
      run.note({ provider: chunk.provider, model: chunk.model });
      return undefined;
    case 'vendor_conversation':
      run.vendorConversation = chunk.id;
      return undefined;
    case 'tool_call':
      return undefined;
    case 'finish':
      return toOutcome(chunk);
    case 'error':
      return failed(chunk.error);
  }
}

/** An answer that asked for tools although it was offered none has nothing more to say. */
function toOutcome({ finish_reason: reason, usage }: Extract<StreamChunk, { type: 'finish' }>): RunOutcome {
  return { status: 'complete', finish_reason: reason === 'tool_calls' ? 'stop' : reason, usage };
}

/** The vendor was told how long the answer may be; this is for one that does not listen. */
function hasOutgrown({ identity: { maxAnswerTokens }, writtenUnits }: LiveRun): boolean {
  return maxAnswerTokens !== null && writtenUnits > maxAnswerTokens * MOST_UNITS_A_TOKEN;
}

function abortedOutcome(run: LiveRun): RunOutcome {
  if (run.abortCause === 'cancel') return { status: 'cancelled', finish_reason: 'cancelled', usage: NO_USAGE };
  return { status: 'interrupted' };
}

function failed(error: AppError): RunOutcome {
  return { status: 'failed', error };
}
