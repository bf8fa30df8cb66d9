import { z } from 'zod';

/** What a check found: `ok`, something to know, something that does not work, or nothing because an earlier step failed. */
const findingSchema = z.object({
  status: z.enum(['ok', 'warn', 'fail', 'skipped']),
  message: z.string().describe('What was found.'),
  remedy: z.string().nullable().describe('What to do about it; null where there is nothing to do.'),
});
export type Finding = z.infer<typeof findingSchema>;

export const stepResultSchema = findingSchema
  .extend({ name: z.string(), elapsed_ms: z.number().int() })
  .meta({ id: 'DoctorStep' });
export type StepResult = z.infer<typeof stepResultSchema>;

export interface Step {
  name: string;
  /** The step before it without which this one says nothing new. */
  needs?: string;
  /** Looks; what it throws is a failure whose message is shown. It gives up when the signal does. */
  look: (signal: AbortSignal) => Promise<Finding>;
}

/** A model may first have to be loaded from a slow disk. */
const STEP_MS = 30_000;

/** Steps of which each needs the one before it. */
export function chainSteps(steps: readonly Step[]): Step[] {
  return steps.map((step, index) => {
    const before = steps[index - 1];
    return before ? { ...step, needs: before.name } : step;
  });
}

/** Takes steps one after the other, and tells each as it ends. One that needs a step which failed, or was skipped, is skipped. */
export async function* walkSteps(steps: readonly Step[]): AsyncGenerator<StepResult> {
  const lacking = new Set<string>();
  for (const step of steps) {
    const startedMs = performance.now();
    const isMoot = step.needs !== undefined && lacking.has(step.needs);
    const finding = isMoot ? skipped() : await take(step);
    if (isMoot || finding.status === 'fail') lacking.add(step.name);
    yield { name: step.name, ...finding, elapsed_ms: Math.round(performance.now() - startedMs) };
  }
}

/** As {@link walkSteps}, to the end. */
export async function runSteps(
  steps: readonly Step[],
  { onStep = () => undefined }: { onStep?: (step: StepResult) => void } = {},
): Promise<StepResult[]> {
  const results: StepResult[] = [];
  for await (const result of walkSteps(steps)) {
    results.push(result);
    onStep(result);
  }
  return results;
}

async function take({ look }: Step): Promise<Finding> {
  try {
    return await look(AbortSignal.timeout(STEP_MS));
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error), null);
  }
}

export function ok(message: string): Finding {
  return { status: 'ok', message, remedy: null };
}

export function warn(message: string, remedy: string): Finding {
  return { status: 'warn', message, remedy };
}

export function fail(message: string, remedy: string | null): Finding {
  return { status: 'fail', message, remedy };
}

function skipped(): Finding {
  return { status: 'skipped', message: 'Not looked at: an earlier step failed.', remedy: null };
}
