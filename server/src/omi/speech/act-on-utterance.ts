import { createId, type UtteranceId } from '../../kit/id.ts';
import type { WriteHandle } from '../../store/query.ts';
import type { UtteranceTrigger } from '../../store/table/omi-table.ts';
import { transcriptWriter } from '../../store/transcript-writer.ts';
import { type UtteranceRow, utteranceReader } from '../../store/utterance-reader.ts';
import { utteranceWriter } from '../../store/utterance-writer.ts';
import { queueAnswer } from '../answer/queue-answer.ts';
import { runCommand } from '../command/run-command.ts';
import type { Command } from '../intent/command.ts';
import { parseCommands } from '../intent/parse-commands.ts';
import type { PendingQuestion } from '../intent/pending-question.ts';
import type { Utterance } from './find-utterances.ts';
import { isNearDuplicate } from './is-near-duplicate.ts';
import { type NewOutboxRow, queueQuestion } from './queue-question.ts';
import type { Speaker } from './speaker.ts';

/** The same words within this time are said, or heard by two senders, twice. */
const REPEATED_MS = 10_000;
/** How far apart the deliveries of what was said together may come. */
const SENDERS_APART_MS = 60_000;

/** What came of an utterance. */
export type Act =
  | { kind: 'asked'; row: NewOutboxRow }
  /** A command was carried out and its reply queued. */
  | { kind: 'replied'; stopsAnswers: boolean }
  /** It was acted upon before, or is not meant for us. */
  | { kind: 'nothing' };

/**
 * Acts on an utterance that has ended, once however often it comes: a command is carried out, anything else is queued as a question.
 * @param heardBefore what was said just before, as the question's context
 */
export async function actOnUtterance(
  tx: WriteHandle,
  speaker: Speaker,
  utterance: Utterance,
  heardBefore: string,
  now: number,
): Promise<Act> {
  const { link, person } = speaker;
  const pending = speaker.pending?.question ?? null;
  const { time_zone: timeZone, language } = person.preferences;
  const commands = parseCommands(utterance.text, { now, timeZone, language, pending });
  const [command] = commands;
  if (utterance.onlyAnswers && !(command && pending && answers(pending, command))) return { kind: 'nothing' };
  const isRepeated = await wasJustSaid(tx, speaker, utterance, now);
  const intent = isRepeated ? 'repeated' : (command?.intent ?? 'question');
  const row = toRow(speaker, utterance, intent, now);
  if (!(await utteranceWriter.insert(tx, row))) return { kind: 'nothing' };
  for (const key of utterance.segmentKeys) await transcriptWriter.setSettled(tx, link.id, key, now);
  if (isRepeated) return { kind: 'nothing' };
  if (!command) return { kind: 'asked', row: await queueQuestion(tx, speaker, { utterance: row, heardBefore }, now) };

  const { reply, stopsAnswers } = await runCommands(tx, speaker, commands, now);
  await utteranceWriter.setReply(tx, row.id, reply);
  await queueAnswer(tx, { owner: link.user_id, linkId: link.id, questionId: row.id, content: { text: reply } }, now);
  return { kind: 'replied', stopsAnswers };
}

/** Carries out what was said in one breath. */
async function runCommands(tx: WriteHandle, speaker: Speaker, commands: readonly Command[], now: number) {
  const replies: string[] = [];
  let stops = false;
  for (const [index, command] of commands.entries()) {
    // What was asked before is answered or left by the first; what a later one asks stays.
    const { reply, stopsAnswers } = await runCommand(
      tx,
      index === 0 ? speaker : { ...speaker, pending: null },
      command,
      now,
    );
    replies.push(reply);
    stops ||= stopsAnswers;
  }
  return { reply: replies.join('\n'), stopsAnswers: stops };
}

/** Whether a command is the answer to what was asked back. Anything else needs its wake word. */
function answers(pending: PendingQuestion, { intent }: Command): boolean {
  if (ANSWERS.has(intent)) return true;
  return pending.question === 'which_window'
    ? intent === pending.intent
    : pending.question === 'what' && intent === pending.about;
}

const ANSWERS: ReadonlySet<Command['intent']> = new Set(['yes', 'no', 'choose', 'cancel']);

async function wasJustSaid(tx: WriteHandle, speaker: Speaker, utterance: Utterance, now: number): Promise<boolean> {
  const { link, session } = speaker;
  const recent = await utteranceReader.listSince(tx, link.user_id, link.id, now - SENDERS_APART_MS);
  return recent.some((said) => {
    if (said.utterance_key === utterance.key || said.intent === 'repeated') return false;
    const apartMs =
      said.voice_session_id === session.id ? Math.abs(said.start_s - utterance.startS) * 1_000 : now - said.heard_at;
    return apartMs <= REPEATED_MS && isNearDuplicate(said.text, utterance.text);
  });
}

function toRow(speaker: Speaker, utterance: Utterance, intent: string, now: number): UtteranceRow {
  const trigger: UtteranceTrigger = utterance.trigger;
  return {
    id: createId<UtteranceId>(),
    user_id: speaker.link.user_id,
    link_id: speaker.link.id,
    voice_session_id: speaker.session.id,
    utterance_key: utterance.key,
    trigger,
    intent,
    text: utterance.text,
    start_s: utterance.startS,
    end_s: utterance.endS,
    reply: null,
    message_id: null,
    heard_at: now,
  };
}
