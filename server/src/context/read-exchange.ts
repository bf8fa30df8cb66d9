import { z } from 'zod';
import type { MessageId, UserId } from '../kit/id.ts';
import { must } from '../kit/must.ts';
import type { Registry } from '../provider/registry.ts';
import type { BaseProvider } from '../provider/spec.ts';
import type { ProviderMeta } from '../run/finish-run.ts';
import { type MessageRow, messageReader } from '../store/message-reader.ts';
import type { OutboxRow } from '../store/outbox-writer.ts';
import type { ReadHandle } from '../store/query.ts';

/** A question with its answer, and the model that gave it. */
export interface Exchange {
  owner: UserId;
  question: MessageRow;
  answer: MessageRow;
  /** The day on which it was booked. */
  usageDay: string;
  provider: BaseProvider;
  model: string;
}

/** What a row of the outbox holds beside its owner and the answer, which is its subject. */
export interface ExchangePayload {
  question_id: MessageId;
  usage_day: string;
}

const payloadSchema: z.ZodType<ExchangePayload> = z.object({
  question_id: z.custom<MessageId>((value) => typeof value === 'string'),
  usage_day: z.string(),
});

/** Reads the exchange that a row of the outbox is about; undefined where there is nothing to look at: it is gone or has failed, or no model gave it. */
export async function readExchange(
  db: ReadHandle,
  registry: Pick<Registry, 'find'>,
  row: OutboxRow,
): Promise<Exchange | 'unfinished' | undefined> {
  const owner = must(row.user_id, 'the owner of an exchange');
  const { question_id: questionId, usage_day: usageDay } = payloadSchema.parse(JSON.parse(row.payload));
  const answer = await messageReader.find(db, owner, must(row.subject_id, 'its answer') as MessageId);
  const question = await messageReader.find(db, owner, questionId);
  if (answer?.status === 'streaming') return 'unfinished';
  if (!question || answer?.status !== 'complete' || answer.provider_meta === null) return undefined;
  const { provider: id, model }: ProviderMeta = JSON.parse(answer.provider_meta);
  const provider = registry.find(id);
  if (!provider?.is_model) return undefined;
  return { owner, question, answer, usageDay, provider, model };
}
