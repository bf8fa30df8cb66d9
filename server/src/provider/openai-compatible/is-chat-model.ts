const OTHER_KINDS =
  /embed|(^|[/_-])(bge|gte|e5)-|rerank|whisper|transcribe|tts|speech|dall-e|image|sora|moderation|realtime|babbage|davinci/i;

/**
 * Whether a model of this name takes a chat. A `/v1/models` list names embedding, speech and image models too and does
 * not say which they are, so the name decides.
 */
export function isChatModel(id: string): boolean {
  return !OTHER_KINDS.test(id);
}
