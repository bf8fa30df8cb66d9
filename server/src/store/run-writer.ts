import { sql } from 'kysely';
import type { RunId, UserId } from '../kit/id.ts';
import { type WriteHandle, writeQuery } from './query.ts';
import type { RunRow } from './run-reader.ts';
import { STREAMING } from './streaming.ts';
import type { FinishReason, RunStatus } from './table/chat-table.ts';

/** How long an owner is believed alive after its last sign. */
const LEASE_MS = 15_000;

type NewRun = Pick<
  RunRow,
  | 'id'
  | 'message_id'
  | 'conversation_id'
  | 'user_id'
  | 'owner'
  | 'provider'
  | 'model'
  | 'usage_day'
  | 'prompt_tokens'
  | 'reserved_tokens'
  | 'started_at'
>;

const insert = writeQuery('run.insert', (db, a: NewRun) =>
  db.insertInto('runs').values({
    id: a.id,
    message_id: a.message_id,
    conversation_id: a.conversation_id,
    user_id: a.user_id,
    status: 'streaming',
    epoch: 1,
    owner: a.owner,
    lease_expires_at: sql<number>`now_ms() + ${sql.lit(LEASE_MS)}`,
    provider: a.provider,
    model: a.model,
    usage_day: a.usage_day,
    prompt_tokens: a.prompt_tokens,
    reserved_tokens: a.reserved_tokens,
    started_at: a.started_at,
  }),
);

interface FinishArgs {
  id: RunId;
  epoch: number;
  status: Exclude<RunStatus, 'streaming'>;
  /** Who answered. */
  provider: string;
  model: string;
  finishReason: FinishReason | null;
  errorCode: string | null;
  promptTokens: number | null;
  completionTokens: number | null;
  firstTokenAt: number | null;
  finishedAt: number;
}

const finish = writeQuery('run.finish', (db, a: FinishArgs) =>
  db
    .updateTable('runs')
    .set({
      status: a.status,
      provider: a.provider,
      model: a.model,
      finish_reason: a.finishReason,
      error_code: a.errorCode,
      prompt_tokens: a.promptTokens,
      completion_tokens: a.completionTokens,
      first_token_at: a.firstTokenAt,
      finished_at: a.finishedAt,
    })
    .where('id', '=', a.id)
    .where('epoch', '=', a.epoch)
    .where('status', '=', 'streaming'),
);

const requestCancel = writeQuery('run.request_cancel', (db, a: { owner: UserId; id: RunId; now: number }) =>
  db
    .updateTable('runs')
    .set({ cancel_requested_at: a.now })
    .where('id', '=', a.id)
    .where('user_id', '=', a.owner)
    .where('status', '=', 'streaming'),
);

const saveAnswerer = writeQuery(
  'run.save_answerer',
  (db, a: { id: RunId; epoch: number; provider: string; model: string }) =>
    db
      .updateTable('runs')
      .set({ provider: a.provider, model: a.model })
      .where('id', '=', a.id)
      .where('epoch', '=', a.epoch)
      .where('status', '=', 'streaming'),
);

/** Part of the writer's own row, so that whoever ends the run gives them back. */
const holdTokens = writeQuery('run.hold_tokens', (db, a: { id: RunId; epoch: number; tokens: number }) =>
  db
    .updateTable('runs')
    .set((eb) => ({ reserved_tokens: eb('reserved_tokens', '+', a.tokens) }))
    .where('id', '=', a.id)
    .where('epoch', '=', a.epoch)
    .where('status', '=', 'streaming'),
);

const renewLeases = writeQuery('run.renew_leases', (db, a: { instance: string }) =>
  db
    .updateTable('runs')
    .set({ lease_expires_at: sql<number>`now_ms() + ${sql.lit(LEASE_MS)}` })
    .where('owner', '=', a.instance)
    .where('status', '=', STREAMING),
);

/** Takes every run whose owner is silent; the raised epoch shuts the old owner out. */
const claimExpired = writeQuery('run.claim_expired', (db, a: { instance: string }) =>
  db
    .updateTable('runs')
    .set((eb) => ({
      epoch: eb('epoch', '+', 1),
      owner: a.instance,
      lease_expires_at: sql<number>`now_ms() + ${sql.lit(LEASE_MS)}`,
    }))
    .where('status', '=', STREAMING)
    .where('lease_expires_at', '<', sql<number>`now_ms()`)
    .returningAll(),
);

/** Takes every running run: right where the one process that could own them has just started. */
const claimAll = writeQuery('run.claim_all', (db, a: { instance: string }) =>
  db
    .updateTable('runs')
    .set((eb) => ({ epoch: eb('epoch', '+', 1), owner: a.instance }))
    .where('status', '=', STREAMING)
    .returningAll(),
);

const claimOne = writeQuery('run.claim_one', (db, a: { id: RunId }) =>
  db
    .updateTable('runs')
    .set((eb) => ({ epoch: eb('epoch', '+', 1) }))
    .where('id', '=', a.id)
    .where('status', '=', STREAMING)
    .returningAll(),
);

export const runWriter = {
  async insert(tx: WriteHandle, row: NewRun): Promise<void> {
    await tx.run(insert, row);
  },
  /** The one way a run ends. False when it has ended already or belongs to another epoch: then nothing else may be written either. */
  async finish(tx: WriteHandle, end: FinishArgs): Promise<boolean> {
    return (await tx.run(finish, end)).changes === 1;
  },
  /** Another than the one before answers a run. */
  async saveAnswerer(
    tx: WriteHandle,
    args: { id: RunId; epoch: number; provider: string; model: string },
  ): Promise<void> {
    await tx.run(saveAnswerer, args);
  },
  /** Leaves the wish with the row, for the owner to find; false when the run is over or not the caller's. */
  async requestCancel(tx: WriteHandle, owner: UserId, id: RunId, now: number): Promise<boolean> {
    return (await tx.run(requestCancel, { owner, id, now })).changes === 1;
  },
  /** Takes a run that its owner has lost sight of; empty when it is over. */
  async claimOne(tx: WriteHandle, id: RunId): Promise<RunRow[]> {
    return (await tx.run(claimOne, { id })).rows;
  },
  /** Holds back more tokens for a run, or fewer; false when it is over or belongs to another epoch. */
  async holdTokens(tx: WriteHandle, id: RunId, epoch: number, tokens: number): Promise<boolean> {
    return (await tx.run(holdTokens, { id, epoch, tokens })).changes === 1;
  },
  async renewLeases(tx: WriteHandle, instance: string): Promise<void> {
    await tx.run(renewLeases, { instance });
  },
  async claimExpired(tx: WriteHandle, instance: string): Promise<RunRow[]> {
    return (await tx.run(claimExpired, { instance })).rows;
  },
  async claimAll(tx: WriteHandle, instance: string): Promise<RunRow[]> {
    return (await tx.run(claimAll, { instance })).rows;
  },
};
