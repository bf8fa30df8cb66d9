import { z } from 'zod';
import { messageSchema } from '../../chat/message.ts';
import { notificationSchema } from '../../context/notification.ts';
import { toIso } from '../../kit/clock.ts';
import type { UserId } from '../../kit/id.ts';
import { NEWEST_ID, type Page, readIdCursor, toPage } from '../../store/page.ts';
import type { ReadHandle } from '../../store/query.ts';
import { type ToldUtteranceRow, utteranceReader } from '../../store/utterance-reader.ts';

const { channel, status, reason, sent_at } = notificationSchema.shape;

/** Something a person said to the assistant, as they read it. */
export const utteranceSchema = z
  .object({
    id: z.string(),
    omi_user_id: z.string(),
    text: z.string(),
    heard_at: z.iso.datetime(),
    trigger: z
      .enum(['wake_word', 'follow_up', 'always'])
      .describe(
        'How it came to be meant for the assistant: follow_up, right after an answer; always, by the listen mode',
      ),
    intent: z
      .string()
      .describe(
        'What was understood: `question`, the name of a command, or `repeated` for what had just been said already',
      ),
    message_id: z.string().nullable().describe('The message that a question became.'),
    conversation_id: z.string().nullable().describe('The conversation of that message.'),
    answer: z
      .string()
      .nullable()
      .describe('What the person is told, as short as it is told; null while it is not known.'),
    answer_status: messageSchema.shape.status
      .nullable()
      .describe('How the answer to a question stands; null while it is not begun, and for a command.'),
    delivery: z
      .object({ channel, status, reason, sent_at })
      .nullable()
      .describe('How the answer came to the person, or why it did not.'),
  })
  .meta({ id: 'Utterance' });

type UtteranceView = z.infer<typeof utteranceSchema>;

/**
 * What a person said to the assistant, what was understood, and how it was answered, newest first.
 * @throws AppError E1001 for a cursor that is none
 */
export async function listUtterances(
  db: ReadHandle,
  owner: UserId,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<UtteranceView>> {
  const before = cursor === undefined ? NEWEST_ID : readIdCursor(cursor);
  return toPage(await utteranceReader.listTold(db, owner, { before, limit: limit + 1 }), limit, toView);
}

function toView(row: ToldUtteranceRow): UtteranceView {
  const { told_channel, told_status, told_at } = row;
  return {
    id: row.id,
    omi_user_id: row.omi_user_id,
    text: row.text,
    heard_at: toIso(row.heard_at),
    trigger: row.trigger,
    intent: row.intent,
    message_id: row.message_id,
    conversation_id: row.conversation_id,
    answer: row.told ?? row.reply,
    answer_status: row.answer_status,
    delivery: told_channel &&
      told_status && {
        channel: told_channel,
        status: told_status,
        reason: row.told_reason,
        sent_at: told_at === null ? null : toIso(told_at),
      },
  };
}
