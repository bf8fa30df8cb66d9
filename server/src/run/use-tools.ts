import type { Clock } from '../kit/clock.ts';
import type { ToolCallId } from '../kit/id.ts';
import { cleanText } from '../kit/text.ts';
import type { Log } from '../log.ts';
import type { ToolCall, ToolResult } from '../provider/spec.ts';
import type { Store } from '../store/open.ts';
import { toolCallReader } from '../store/tool-call-reader.ts';
import { toolCallWriter } from '../store/tool-call-writer.ts';
import type { ToolLimits } from '../tool/limits.ts';
import type { ToolKit, ToolOutput } from '../tool/offered-tool.ts';
import { MAX_CITATIONS, type ToolUse } from './answer-details.ts';
import type { Decisions } from './decisions.ts';
import type { LiveRun } from './live-run.ts';
import { isWriting, type PlannedCall, planCall, toToolUse } from './planned-call.ts';

/** How a call ended, for who counts. */
export type ToolObserver = (call: { server: string; outcome: Ending['status'] }) => void;

export interface ToolUseParts {
  store: Store;
  clock: Clock;
  log: Log;
  limits: ToolLimits;
  decisions: Decisions;
  observe?: ToolObserver | undefined;
}

interface Ending {
  status: 'done' | 'failed' | 'refused';
  output: ToolOutput;
}

const REFUSALS = {
  refused: 'The person did not allow this call. Do not ask for it again unless they want it.',
  late: 'Nobody allowed this call in time.',
  stopped: 'The answer was stopped.',
};

/**
 * Makes the calls of one reply and gives their results in its order: those that read at once, some of them together; those that write one after the
 * other, each when its person has allowed it. What goes wrong with a tool is a result too. When the run is told to stop, it returns soon.
 * @param callsLeft how many calls this answer may still make; the others are told so
 * @throws AppError when the database cannot keep a call: then it was not made
 */
export async function useTools(
  parts: ToolUseParts,
  run: LiveRun,
  kit: ToolKit,
  calls: readonly ToolCall[],
  callsLeft: number,
): Promise<ToolResult[]> {
  const { clock, limits } = parts;
  const planned = calls.map((call, i) => planCall(call, kit, limits, i < callsLeft));
  await show(parts, run, planned);

  const results = new Map<ToolCallId, ToolResult>();
  const settle = async (one: PlannedCall, ending: Ending) =>
    void results.set(one.id, await note(parts, run, one, ending, kit.maxResultUnits));
  const reading = planned.filter((one) => !isWriting(one));
  const read = async () => {
    for (let one = reading.shift(); one; one = reading.shift()) await settle(one, await make(run, one));
  };
  const deadlineMs = clock.monotonic() + limits.decisionMs;
  const write = async () => {
    for (const one of planned.filter(isWriting)) await settle(one, await makeAllowed(parts, run, one, deadlineMs));
  };
  await Promise.all([write(), ...Array.from({ length: limits.parallelCalls }, read)]);
  return planned.flatMap(({ id }) => results.get(id) ?? []);
}

/** Keeps the calls, then shows them: whoever sees one that waits can decide on it. */
async function show({ store, clock }: ToolUseParts, run: LiveRun, planned: readonly PlannedCall[]): Promise<void> {
  const { id: run_id, userId: user_id } = run.identity;
  const uses = planned.map((one) => toToolUse(one, run.length));
  const now = clock.now();
  const rows = uses.map(({ at: position, ...use }) => {
    return { ...use, run_id, user_id, position, created_at: now, updated_at: now };
  });
  await store.transact((tx) => toolCallWriter.insertAll(tx, rows));
  run.note({ tool_calls: [...run.details.tool_calls, ...uses] });
}

async function make(run: LiveRun, { offered, args, problem }: PlannedCall): Promise<Ending> {
  if (problem !== undefined || !offered) return { status: 'failed', output: failure(problem ?? '') };
  const output = await offered.call(args, run.signal);
  return { status: output.isError ? 'failed' : 'done', output };
}

async function makeAllowed(parts: ToolUseParts, run: LiveRun, one: PlannedCall, deadlineMs: number): Promise<Ending> {
  const { store, clock } = parts;
  const decision = await awaitDecision(parts, run, one.id, deadlineMs);
  if (decision !== 'allowed') return { status: 'refused', output: failure(REFUSALS[decision]) };
  const { epoch } = run.identity;
  // Before the call, and durable: whatever happens now, it is made once at most.
  const isOurs = await store.transact((tx) => toolCallWriter.start(tx, { id: one.id, epoch, now: clock.now() }));
  if (!isOurs || run.signal.aborted) return { status: 'refused', output: failure(REFUSALS.stopped) };
  change(run, one.id, { status: 'running' });
  return make(run, one);
}

async function awaitDecision(
  { store, clock, log, limits, decisions }: ToolUseParts,
  run: LiveRun,
  id: ToolCallId,
  deadlineMs: number,
): Promise<'allowed' | keyof typeof REFUSALS> {
  const { id: stream_id, userId: owner } = run.identity;
  while (!run.signal.aborted) {
    try {
      const status = await toolCallReader.findStatus(store.read, id);
      if (status === 'allowed') return 'allowed';
      if (status !== 'waiting') return 'refused';
      const refusal = { owner, id, status: 'refused', now: clock.now() } as const;
      const isLate = clock.monotonic() >= deadlineMs;
      if (isLate && (await store.transact((tx) => toolCallWriter.decide(tx, refusal)))) return 'late';
    } catch (error) {
      log.warn({ err: error, stream_id }, 'a call that waits could not be looked up and will be again');
    }
    await decisions.next(id, limits.decisionPollMs, run.signal);
  }
  return 'stopped';
}

/** Keeps how a call ended, shows it, and gives what the model is told. */
async function note(
  { store, clock, log, limits, observe }: ToolUseParts,
  run: LiveRun,
  { id, call, offered }: PlannedCall,
  { status, output }: Ending,
  maxUnits: number,
): Promise<ToolResult> {
  const text = cleanText(output.text);
  const result = text.slice(0, limits.shownUnits).toWellFormed();
  try {
    await store.transact((tx) => toolCallWriter.end(tx, { id, status, result, now: clock.now() }));
  } catch (error) {
    // The end of the answer writes it all once more.
    log.warn({ err: error, stream_id: run.identity.id }, 'the end of a tool call could not be stored yet');
  }
  change(run, id, { status, result });
  if (output.citations.length > 0) addCitations(run, output);
  observe?.({ server: offered?.server ?? 'unknown', outcome: status });
  const cut = `${text.slice(0, maxUnits).toWellFormed()}\n[cut: it has ${text.length} characters]`;
  const content = text.length <= maxUnits ? text : cut;
  return { role: 'tool', tool_call_id: call.id, name: call.name, content, is_error: status !== 'done' };
}

function change(run: LiveRun, id: ToolCallId, what: Partial<ToolUse>): void {
  run.note({ tool_calls: run.details.tool_calls.map((use) => (use.id === id ? { ...use, ...what } : use)) });
}

function addCitations(run: LiveRun, { citations }: ToolOutput): void {
  const known = new Set(run.details.citations.map(({ url }) => url));
  const fresh = citations.filter(({ url }) => !known.has(url));
  run.note({ citations: [...run.details.citations, ...fresh].slice(0, MAX_CITATIONS) });
}

function failure(text: string): ToolOutput {
  return { text, isError: true, citations: [] };
}
