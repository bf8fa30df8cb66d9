import { z } from 'zod';
import { needySchema } from './command.ts';

const choice = z.strictObject({ id: z.string(), text: z.string() });

/**
 * A question that a command was answered with and that the next words may answer. Each kind names the commands it can be answered with;
 * `cancel` leaves any of them, and so does whatever is plainly another command or a question.
 */
export const pendingQuestionSchema = z.discriminatedUnion('question', [
  z
    .strictObject({ question: z.literal('which_window'), intent: z.enum(['open_window', 'switch_window']) })
    .describe('Answered with that intent and its slot'),
  z
    .strictObject({ question: z.literal('what'), about: needySchema })
    .describe('Follows `incomplete`; answered with that intent and what was said'),
  z
    .strictObject({
      question: z.literal('which_one'),
      about: z.enum(['forget', 'complete_task']),
      choices: z.array(choice).min(2).max(9),
    })
    .describe('Answered with `choose`, whose number is within the choices'),
  z
    .strictObject({
      question: z.literal('yes_no'),
      about: z.enum(['forget', 'complete_task', 'keep_memory']),
      choice,
    })
    .describe('Answered with `yes` or `no`'),
]);

export type PendingQuestion = z.infer<typeof pendingQuestionSchema>;
