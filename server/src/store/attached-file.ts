import { z } from 'zod';

/** What readers of a message are told of a file in it. */
export const attachedFileSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    media_type: z.string(),
    bytes: z.number().int(),
    kind: z.enum(['image', 'text', 'pdf']),
  })
  .meta({ id: 'AttachedFile' });

export type AttachedFile = z.infer<typeof attachedFileSchema>;

/** As it stands in a message's row. */
export const attachedFilesSchema = z.array(attachedFileSchema);
