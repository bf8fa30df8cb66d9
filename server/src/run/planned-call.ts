import { createId, type ToolCallId } from '../kit/id.ts';
import { cleanText } from '../kit/text.ts';
import type { ToolCall } from '../provider/spec.ts';
import type { ToolLimits } from '../tool/limits.ts';
import type { OfferedTool, ToolKit } from '../tool/offered-tool.ts';
import type { ToolUse } from './answer-details.ts';
import { parseArguments } from './parse-arguments.ts';

/** A call that a model asked for, with what it takes to make it. */
export interface PlannedCall {
  id: ToolCallId;
  call: ToolCall;
  offered: OfferedTool | undefined;
  args: Readonly<Record<string, unknown>>;
  /** Why it cannot be made, for the model; undefined where it can. */
  problem: string | undefined;
}

const MAX_NAME_UNITS = 64;

/** @param isWithinLimit whether the answer may make one more */
export function planCall(call: ToolCall, kit: ToolKit, limits: ToolLimits, isWithinLimit: boolean): PlannedCall {
  const offered = kit.tools.find(({ tool }) => tool.name === call.name);
  const args = call.arguments.length > limits.argumentUnits ? undefined : parseArguments(call.arguments);
  const id = createId<ToolCallId>();
  const impossible = (problem: string) => ({ id, call, offered, args: args ?? {}, problem });
  if (!isWithinLimit) return impossible('No more calls are possible in this answer. Answer with what you know.');
  if (!offered) return impossible('There is no such tool.');
  if (!args) return impossible(`The arguments must be a JSON object of at most ${limits.argumentUnits} characters.`);
  return { id, call, offered, args, problem: undefined };
}

/** Whether its person has to allow it. */
export function isWriting({ offered, problem }: PlannedCall): boolean {
  return problem === undefined && offered?.isWriting === true;
}

/** What its reader is shown before anything is done. @param at where in the answer it stands, in UTF-16 units */
export function toToolUse(planned: PlannedCall, at: number): ToolUse & { id: ToolCallId } {
  const { id, call, offered, args, problem } = planned;
  return {
    id,
    server: offered?.server ?? '',
    tool: offered?.name ?? cleanText(call.name).slice(0, MAX_NAME_UNITS),
    // As it is sent, not as the model wrote it: whoever allows a call reads what will happen.
    arguments: cleanText(JSON.stringify(args)),
    status: isWriting(planned) ? 'waiting' : problem === undefined ? 'running' : 'failed',
    result: null,
    at,
  };
}
