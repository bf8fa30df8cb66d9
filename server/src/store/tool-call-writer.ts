import type { RunId, ToolCallId, UserId } from '../kit/id.ts';
import { type WriteHandle, writeQuery } from './query.ts';
import type { ToolCallRow } from './tool-call-reader.ts';

const insert = writeQuery('tool_call.insert', (db, a: ToolCallRow) =>
  db.insertInto('tool_calls').values({
    id: a.id,
    run_id: a.run_id,
    user_id: a.user_id,
    server: a.server,
    tool: a.tool,
    arguments: a.arguments,
    status: a.status,
    result: a.result,
    position: a.position,
    created_at: a.created_at,
    updated_at: a.updated_at,
  }),
);

interface DecideArgs {
  owner: UserId;
  id: ToolCallId;
  status: 'allowed' | 'refused';
  now: number;
}

const decide = writeQuery('tool_call.decide', (db, a: DecideArgs) =>
  db
    .updateTable('tool_calls')
    .set({ status: a.status, updated_at: a.now })
    .where('id', '=', a.id)
    .where('user_id', '=', a.owner)
    .where('status', '=', 'waiting'),
);

interface StartArgs {
  id: ToolCallId;
  epoch: number;
  now: number;
}

/** Only for who still writes the answer, and only once: whoever crashes after it never runs the tool again. */
const start = writeQuery('tool_call.start', (db, a: StartArgs) =>
  db
    .updateTable('tool_calls')
    .set({ status: 'running', updated_at: a.now })
    .where('id', '=', a.id)
    .where('status', '=', 'allowed')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('runs')
          .select('runs.id')
          .whereRef('runs.id', '=', 'tool_calls.run_id')
          .where('runs.epoch', '=', a.epoch)
          .where('runs.status', '=', 'streaming'),
      ),
    ),
);

interface EndArgs {
  id: ToolCallId;
  status: 'done' | 'failed' | 'refused';
  /** Shortened. */
  result: string | null;
  now: number;
}

const end = writeQuery('tool_call.end', (db, a: EndArgs) =>
  db
    .updateTable('tool_calls')
    .set({ status: a.status, result: a.result, updated_at: a.now })
    .where('id', '=', a.id)
    .where('status', 'in', ['waiting', 'allowed', 'running']),
);

const endOpen = writeQuery('tool_call.end_open', (db, a: { runId: RunId; now: number }) =>
  db
    .updateTable('tool_calls')
    .set((eb) => ({
      status: eb
        .case()
        .when('status', '=', 'running')
        .then('failed' as const)
        .else('refused' as const)
        .end(),
      updated_at: a.now,
    }))
    .where('run_id', '=', a.runId)
    .where('status', 'in', ['waiting', 'allowed', 'running']),
);

export const toolCallWriter = {
  async insertAll(tx: WriteHandle, rows: readonly ToolCallRow[]): Promise<void> {
    await tx.runEach(insert, rows);
  },
  /** What its person says of a call that waits for it; false when it does not, or is not theirs. */
  async decide(tx: WriteHandle, args: DecideArgs): Promise<boolean> {
    return (await tx.run(decide, args)).changes === 1;
  },
  /** Takes up a call that was allowed, before it is made; false when it must not be made. */
  async start(tx: WriteHandle, args: StartArgs): Promise<boolean> {
    return (await tx.run(start, args)).changes === 1;
  },
  async end(tx: WriteHandle, args: EndArgs): Promise<void> {
    await tx.run(end, args);
  },
  /** Ends what is open of an answer that has ended: nobody allows it any more, and nobody knows what the running ones did. */
  async endOpen(tx: WriteHandle, runId: RunId, now: number): Promise<void> {
    await tx.run(endOpen, { runId, now });
  },
};
