import { z } from 'zod';

const pushSchema = z.strictObject({
  kind: z.enum(['answer', 'follow_up', 'task_due', 'news', 'test']),
  conversation_id: z.string().nullable(),
});

/** What travels to a browser: that there is something, and where. Never what it says. */
export type Push = z.infer<typeof pushSchema>;

export const webPushPayload = {
  write: (push: Push): string => JSON.stringify(push),
  read: (payload: string): Push => pushSchema.parse(JSON.parse(payload)),
};
