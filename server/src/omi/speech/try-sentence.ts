import { z } from 'zod';
import { type Preferences, preferencesSchema } from '../../context/preference.ts';
import { mayHear } from '../intake/may-hear.ts';
import { commandSchema } from '../intent/command.ts';
import { parseCommands } from '../intent/parse-commands.ts';
import { findUtterances, type Utterance } from './find-utterances.ts';
import { listeningOf } from './listening.ts';

/** A sentence as one may say it, and how the wearable is to listen to it. */
export const sentenceSchema = z.strictObject({
  text: z.string().trim().min(1).max(1_000),
  listen_mode: preferencesSchema.shape.listen_mode.unwrap().optional().describe('Instead of the one you chose'),
  after_answer: z.boolean().default(false).describe('Whether it is said right after an answer'),
});

const understoodSchema = z.object({
  trigger: z.enum(['wake_word', 'follow_up', 'always']),
  wake_word: z.string().nullable().describe('As it was heard; null where none was needed'),
  text: z.string().describe('What is left of it for the assistant: the question, or the command'),
  intent: z.string().describe('`question`, or the command that it is'),
  command: commandSchema.nullable().describe('The command with what it is about; null for a question'),
});

/** What would become of a sentence. */
export const triedSentenceSchema = z.object({
  is_heard: z.boolean().describe('False while you pause listening, or do not let anything be stored'),
  listen_mode: preferencesSchema.shape.listen_mode.unwrap(),
  understood: z
    .array(understoodSchema)
    .describe('Empty: it would be taken for talk that is not meant for the assistant'),
});

/** How far into its session the sentence is said. */
const START_S = 0.5;
const WORDS_PER_S = 2.5;

/**
 * Says what would be understood of a sentence that the wearer says, heard in one piece: by the rules by which speech is understood, with
 * nothing before it. Nothing is stored or done.
 */
export function trySentence(
  preferences: Preferences,
  { text, listen_mode, after_answer: isAfterAnswer }: z.infer<typeof sentenceSchema>,
  now: number,
): z.infer<typeof triedSentenceSchema> {
  const listenMode = listen_mode ?? preferences.listen_mode;
  const session = { began_at: now, started_at: now, answered_at: isAfterAnswer ? now : null };
  const listening = listeningOf(session, { ...preferences, listen_mode: listenMode }, null);
  const endS = START_S + text.split(/\s+/).length / WORDS_PER_S;
  const segment = { key: 'tried', text, speaker: null, isUser: true, startS: START_S, endS };
  const { time_zone: timeZone, language } = preferences;
  const toUnderstood = ({ trigger, wakeWord, text: said }: Utterance) => {
    const commands = parseCommands(said, { now, timeZone, language, pending: null });
    return (commands.length > 0 ? commands : [null]).map((command) => ({
      trigger,
      wake_word: wakeWord,
      text: said,
      intent: command?.intent ?? 'question',
      command,
    }));
  };
  return {
    is_heard: mayHear(preferences),
    listen_mode: listenMode,
    understood: findUtterances([segment], listening, []).flatMap(toUnderstood),
  };
}
