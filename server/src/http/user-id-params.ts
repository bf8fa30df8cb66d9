import { z } from 'zod';
import type { UserId } from '../kit/id.ts';
import { nameSchema } from './name-schema.ts';

/** The path parameter of routes about one person. */
export const userIdParams = z.object({ id: nameSchema(100).transform((id) => id as UserId) });
