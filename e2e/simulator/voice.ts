import { randomUUID } from 'node:crypto';
import { createSegment } from '../omi/create-segment.ts';
import type { OmiSegment } from '../omi/deliver.ts';
import { createOmiConversation, type OmiConversation } from '../omi/omi-conversation.ts';
import type { Time } from '../omi/time.ts';
import type { ScriptStep } from './parse-script.ts';

const WORDS_PER_SECOND = 2.5;
/** Omi delivers about every three seconds of speech. */
const WORDS_PER_DELIVERY = 7;
const BREATH_MS = 400;
/** After so much silence Omi closes the conversation, and segment times begin at zero again. */
const CONVERSATION_TIMEOUT_MS = 120_000;

/** Somebody with an Omi, and those around. */
export interface Voice {
  /** Takes as long as saying it would. */
  play(step: ScriptStep): Promise<void>;
}

export interface VoiceParts {
  time: Time;
  /** When the running conversation began, in milliseconds since 1970; now if absent. */
  startedAtMs?: number;
  /** A piece of speech was recognised. */
  onHeard(segment: OmiSegment): void;
  /** The conversation was closed with `(end)`. */
  onConversation(conversation: OmiConversation): Promise<void>;
}

export function createVoice({ time, onHeard, onConversation, ...parts }: VoiceParts): Voice {
  let startedAtMs = parts.startedAtMs ?? time.now();
  let lastWordMs = time.now();
  let heard: OmiSegment[] = [];

  function begin(): void {
    startedAtMs = time.now();
    heard = [];
  }

  async function say(text: string, isUser: boolean): Promise<void> {
    if (time.now() - lastWordMs >= CONVERSATION_TIMEOUT_MS) begin();
    const words = text.split(/\s+/);
    for (let at = 0; at < words.length; at += WORDS_PER_DELIVERY) {
      const piece = words.slice(at, at + WORDS_PER_DELIVERY);
      const startS = (time.now() - startedAtMs) / 1_000;
      await time.wait(Math.max(300, (piece.length / WORDS_PER_SECOND) * 1_000));
      const endS = (time.now() - startedAtMs) / 1_000;
      const segment = createSegment({ id: randomUUID(), text: piece.join(' '), startS, endS, isUser });
      heard.push(segment);
      lastWordMs = time.now();
      onHeard(segment);
      await time.wait(BREATH_MS);
    }
  }

  async function end(): Promise<void> {
    const conversation = createOmiConversation({
      created_at: new Date(time.now()).toISOString(),
      started_at: new Date(startedAtMs).toISOString(),
      finished_at: new Date(lastWordMs).toISOString(),
      structured: { title: heard[0]?.text ?? 'Silence', overview: heard.map(({ text }) => text).join(' ') },
      transcript_segments: heard,
    });
    begin();
    await onConversation(conversation);
  }

  return {
    play(step) {
      if (step.kind === 'say') return say(step.text, step.isUser);
      return step.kind === 'pause' ? time.wait(step.ms) : end();
    },
  };
}
