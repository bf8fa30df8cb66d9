import { AppError } from '../errors.ts';
import type { ChatRequest, StreamChunk, ToolCall } from '../provider/spec.ts';
import { MAX_CITATIONS, type ToolUse } from './answer-details.ts';
import type { Checkpointer } from './checkpointer.ts';
import { abortedOutcome, CUT_OUTCOME, failedOutcome } from './early-outcome.ts';
import type { LiveRun, RunOutcome } from './live-run.ts';
import type { RunOrder } from './run-order.ts';
import { type Reply, ToolRounds } from './tool-rounds.ts';
import type { ToolUseParts } from './use-tools.ts';

/**
 * Text that may wait for its checkpoint, in UTF-16 units. A vendor that is faster than the disk is made to wait: it keeps a hundred answers of
 * 16 MB from filling the memory. Pieces of 128 KB and more would stand outside V8's young generation, as garbage for long.
 */
const MAX_TAIL_UNITS = 16_384;

interface StreamParts {
  checkpointer: Checkpointer;
  /** Resolves when the run's row is durable (true) or never will be (false). */
  stored: Promise<boolean>;
  toolUse: ToolUseParts;
}

/**
 * Writes one answer into the live run, until it ends, is cancelled or fails: what the provider says, and where that asks for tools, what it says once
 * it has their results, as often as it takes. Never throws.
 */
export async function streamAnswer(run: LiveRun, order: RunOrder, parts: StreamParts): Promise<RunOutcome> {
  const { kit } = order;
  const readReply = createReader(run, order, parts);
  try {
    if (!kit) return (await readReply(order.request)).outcome;
    const rounds = new ToolRounds(parts.toolUse, run, kit);
    for (let request = order.request; ; ) {
      const reply = await readReply(request);
      // No tool is used for a question that is not kept.
      if (!(await parts.stored)) return { status: 'interrupted' };
      const step = await rounds.follow(request, reply);
      if ('outcome' in step) return step.outcome;
      parts.checkpointer.touch(run);
      request = step.request;
    }
  } catch (error) {
    return failedOutcome(error instanceof AppError ? error : new AppError('E5000', undefined, { cause: error }));
  } finally {
    void kit?.close();
  }
}

/** Gives a function that reads what the provider says to one request. */
function createReader(run: LiveRun, { source, kit }: RunOrder, { checkpointer, stored }: StreamParts) {
  let isStored = false;
  void stored.then((ok) => {
    isStored = ok;
    if (ok && run.tail !== '') checkpointer.touch(run);
  });

  return async (request: ChatRequest): Promise<Reply> => {
    const calls: ToolCall[] = [];
    let text = '';
    const end = (outcome: RunOutcome): Reply => ({ outcome, calls, text });
    for await (const chunk of source.chat_stream(request, run.signal)) {
      const wasDurable = run.tail === '';
      const outcome = accept(run, chunk);
      if (outcome) return end(outcome);
      if (chunk.type === 'answered_by' && (await stored)) await checkpointer.saveAnswerer(run);
      if (kit) {
        if (chunk.type === 'text') text += chunk.text;
        if (chunk.type === 'tool_call') calls.push(chunk.call);
      } else if (request.tools && chunk.type === 'tool_call') handOn(run, chunk.call);
      if (isStored && wasDurable) checkpointer.touch(run);
      while (run.tail.length > MAX_TAIL_UNITS && !run.signal.aborted && (await stored)) await checkpointer.tick();
    }
    if (run.signal.aborted) return end(abortedOutcome(run));
    return end(failedOutcome(new AppError('E3005', 'The model provider ended its answer without saying so.')));
  };
}

/** Tells of a call of one of the asker's own tools, which it uses itself. */
function handOn(run: LiveRun, { id, name, arguments: text }: ToolCall): void {
  const use: ToolUse = { id, server: '', tool: name, arguments: text, status: 'waiting', result: null, at: run.length };
  run.note({ tool_calls: [...run.details.tool_calls, use] });
}

function accept(run: LiveRun, chunk: StreamChunk): RunOutcome | undefined {
  if (run.signal.aborted) return abortedOutcome(run);
  switch (chunk.type) {
    case 'text':
      run.append(chunk.text);
      return run.hasOutgrown ? CUT_OUTCOME : undefined;
    case 'reasoning':
      run.appendReasoning(chunk.text);
      return run.hasOutgrown ? CUT_OUTCOME : undefined;
    case 'citation':
      if (run.details.citations.length < MAX_CITATIONS)
        run.note({ citations: [...run.details.citations, chunk.citation] });
      return undefined;
    case 'answered_by':
      run.handOver(chunk.provider, chunk.model);
      return undefined;
    case 'vendor_conversation':
      run.vendorConversation = chunk.id;
      return undefined;
    case 'tool_call':
      return undefined;
    case 'finish':
      return toOutcome(chunk);
    case 'error':
      return failedOutcome(chunk.error);
  }
}

/** An answer that asked for tools although it was offered none has nothing more to say. */
function toOutcome({ finish_reason: reason, usage }: Extract<StreamChunk, { type: 'finish' }>): RunOutcome {
  return { status: 'complete', finish_reason: reason === 'tool_calls' ? 'stop' : reason, usage };
}
