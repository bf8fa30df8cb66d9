import { z } from 'zod';

/** Where a memory or an event came from. */
export const sourceSchema = z
  .enum(['web', 'api', 'voice', 'meeting', 'model', 'omi'])
  .describe('web, api: a client. voice, meeting: what the wearable heard. model: suggested. omi: imported from Omi.');
