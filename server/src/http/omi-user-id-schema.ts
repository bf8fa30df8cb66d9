import { z } from 'zod';

/** As Omi itself checks the user ids it makes. */
export const omiUserIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,128}$/, 'must be an Omi user id: letters, digits, - and _')
  .describe('The user id that Omi shows in its developer settings');
