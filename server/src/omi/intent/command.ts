import { z } from 'zod';
import { spaceSchema } from '../../context/space.ts';

const slot = z.int().min(1).max(5);
const memory = z.string().min(1).max(4_000);
const title = z.string().min(1).max(500);

/** The commands that need to be told what they are about; said alone they are `incomplete`. */
export const needySchema = z.enum(['remember', 'forget', 'add_task', 'complete_task', 'switch_space']);

/** What a person told the wearable to do, as it is understood and as it is stored (JSON). */
export const commandSchema = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('help') }),
  z.strictObject({ intent: z.literal('list_spaces') }),
  z.strictObject({ intent: z.literal('switch_space'), space: spaceSchema }),
  z.strictObject({ intent: z.literal('list_windows') }),
  z.strictObject({ intent: z.literal('open_window'), slot: slot.nullable().describe('null: ask which') }),
  z.strictObject({ intent: z.literal('switch_window'), slot: slot.nullable().describe('null: ask which') }),
  z.strictObject({ intent: z.literal('remember'), text: memory }),
  z.strictObject({ intent: z.literal('forget'), text: memory.describe('Words to find the memory by') }),
  z.strictObject({ intent: z.literal('list_memories'), query: z.string().min(1).max(500).nullable() }),
  z.strictObject({
    intent: z.literal('add_task'),
    title,
    due_at: z.int().nullable().describe('Milliseconds since 1970; null when no time was said'),
  }),
  z.strictObject({ intent: z.literal('complete_task'), title: title.describe('Words to find the task by') }),
  z.strictObject({ intent: z.literal('list_tasks') }),
  z.strictObject({ intent: z.literal('list_notifications') }),
  z.strictObject({ intent: z.literal('save_conversation'), title: title.nullable() }),
  z.strictObject({ intent: z.literal('set_listen_mode'), mode: z.enum(['TRIGGER', 'FOLLOWUP', 'ALWAYS']) }),
  z.strictObject({ intent: z.literal('start_meeting') }),
  z.strictObject({ intent: z.literal('end_meeting') }),
  z.strictObject({ intent: z.literal('pause') }).describe('Stop listening'),
  z.strictObject({ intent: z.literal('stop') }).describe('Stop talking: cancel the answer that is being made'),
  z.strictObject({ intent: z.literal('cancel') }).describe('Leave the pending question, or else what was just begun'),
  z.strictObject({ intent: z.literal('incomplete'), about: needySchema }).describe('Ask what it is about'),
  z.strictObject({ intent: z.literal('yes') }),
  z.strictObject({ intent: z.literal('no') }),
  z.strictObject({ intent: z.literal('choose'), number: z.int().min(1).describe('From 1, into the choices offered') }),
]);

export type Command = z.infer<typeof commandSchema>;
