import { z } from 'zod';
import type { Viewer } from '../account/viewer.ts';
import { toIso } from '../kit/clock.ts';

/** A person as they see themselves on the wire. */
export const userBody = z.object({
  id: z.string(),
  email: z.string(),
  display_name: z.string(),
  role: z.enum(['user', 'admin']),
  created_at: z.iso.datetime(),
});

export function toUserBody(viewer: Viewer): z.infer<typeof userBody> {
  return {
    id: viewer.userId,
    email: viewer.email,
    display_name: viewer.displayName,
    role: viewer.role,
    created_at: toIso(viewer.createdAt),
  };
}
