import { z } from 'zod';

const pushSchema = z.strictObject({
  kind: z.enum(['answer', 'follow_up', 'task_due', 'news']),
  conversation_id: z.string().nullable(),
});

/** What travels to a browser or a phone: that there is something, and where. Never what it says. */
export type Push = z.infer<typeof pushSchema>;

/** What a person sends to their own browser, to see that it comes. It is never queued. */
export const TEST_PUSH = { kind: 'test', conversation_id: null } as const;

export const devicePushPayload = {
  write: (push: Push | typeof TEST_PUSH): string => JSON.stringify(push),
  read: (payload: string): Push => pushSchema.parse(JSON.parse(payload)),
};
