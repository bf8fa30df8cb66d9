import { z } from 'zod';
import type { ChatParts } from '../../chat/send-message.ts';
import { readPersonContext } from '../../context/preference.ts';
import type { OutboxHandler } from '../../job/outbox-worker.ts';
import type { LinkId, VoiceSessionId } from '../../kit/id.ts';
import { omiLinkWriter } from '../../store/omi-link-writer.ts';
import type { OutboxRow } from '../../store/outbox-writer.ts';
import type { WriteHandle } from '../../store/query.ts';
import { transcriptReader } from '../../store/transcript-reader.ts';
import { voiceSessionReader } from '../../store/voice-session-reader.ts';
import { type Act, actOnUtterance } from './act-on-utterance.ts';
import { askQuestion } from './ask-question.ts';
import { QUIET_MS } from './queue-question.ts';
import { readSpeech } from './read-speech.ts';
import { readPending, type Speaker } from './speaker.ts';
import { stopSpokenAnswers } from './stop-spoken-answers.ts';

const payloadSchema = z.object({
  session_id: z.custom<VoiceSessionId>((value) => typeof value === 'string'),
  utterance_key: z.string(),
  start_s: z.number(),
});

/** Speech before the utterance that its first words are understood with, and the longest utterance, in seconds. */
const LOOK_BACK_S = 60;
const LONGEST_UTTERANCE_S = 300;

type Closed = Act | { kind: 'goes_on'; afterMs: number };

const NOTHING: Closed = { kind: 'nothing' };

/** Acts on an utterance that never got its sentence mark, once nothing more of it is heard. */
export function createCloseOpenUtterance(parts: ChatParts): OutboxHandler {
  return async (row) => {
    const closed = await parts.store.transact((tx) => close(tx, row, parts.clock.now()));
    if (closed.kind === 'goes_on') return { kind: 'wait', afterMs: closed.afterMs };
    if (closed.kind === 'asked') await askQuestion(parts, closed.row);
    if (closed.kind === 'replied' && closed.stopsAnswers && row.user_id) await stopSpokenAnswers(parts, row.user_id);
    return { kind: 'done' };
  };
}

async function close(tx: WriteHandle, row: OutboxRow, now: number): Promise<Closed> {
  const link = row.subject_id === null ? undefined : await omiLinkWriter.lock(tx, row.subject_id as LinkId);
  if (link?.status !== 'active') return NOTHING;
  const place = payloadSchema.parse(JSON.parse(row.payload));
  const session = await voiceSessionReader.find(tx, link.user_id, place.session_id);
  if (!session) return NOTHING;
  const person = await readPersonContext(tx, link.user_id);
  const speaker: Speaker = { link, session, person, pending: readPending(link, now) };
  const { preferences } = person;
  if (preferences.paused || !preferences.voice_consent) return NOTHING;
  const fromS = place.start_s - LOOK_BACK_S;
  const toS = place.start_s + LONGEST_UTTERANCE_S;
  const rows = await transcriptReader.listBetween(tx, session.id, fromS, toS);
  const { utterances, heardBefore } = await readSpeech(tx, speaker, rows);
  const utterance = utterances.find(({ key }) => key === place.utterance_key);
  if (!utterance) return NOTHING;
  const parts = rows.filter(({ segment_key }) => utterance.segmentKeys.includes(segment_key));
  const quietForMs = now - Math.max(...parts.map(({ updated_at }) => updated_at));
  if (!utterance.hasEnded && quietForMs < QUIET_MS) return { kind: 'goes_on', afterMs: QUIET_MS - quietForMs };
  return actOnUtterance(tx, speaker, utterance, heardBefore(utterance), now);
}
