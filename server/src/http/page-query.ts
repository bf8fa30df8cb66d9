import { z } from 'zod';

/** How a client asks for one page of a list; routes extend it with their filters. */
export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(500).optional(),
});
