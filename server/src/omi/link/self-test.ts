import { z } from 'zod';

/** The parts of the road that a self-test looks at, in the order in which a delivery meets them. */
const selfTestStepSchema = z.object({
  name: z.enum(['address', 'connection', 'door', 'reply', 'understanding', 'deliveries']),
  status: z
    .enum(['ok', 'warning', 'failed', 'skipped'])
    .describe('skipped: a step before it failed, so that it could not be looked at'),
  message: z.string(),
  remedy: z.string().nullable().describe('What to do about it; null where there is nothing to do'),
});

export type SelfTestStep = z.infer<typeof selfTestStepSchema>;

/** What a self-test of one link found. */
export const selfTestSchema = z.object({
  at: z.iso.datetime(),
  passed: z.boolean().describe('Whether no step failed; warnings do not count'),
  elapsed_ms: z.number().nullable().describe('From the first byte sent to the whole reply; null when none came'),
  steps: z.array(selfTestStepSchema),
});

export type SelfTest = z.infer<typeof selfTestSchema>;
