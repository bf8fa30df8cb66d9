import { z } from 'zod';

/** The number of a window. */
export const slotSchema = z.number().int().min(1).max(5).describe('A window, 1 to 5');
