/** What the scripted upstream shall answer. It travels inside the user's message, so every road to the upstream carries it alike. */
export interface AnswerScript {
  tokens: number;
  /** Tokens per second of one stream; 0 sends everything at once. */
  tokensPerSecond: number;
  /** Length of each token in UTF-16 units; 0 gives words of natural length. */
  charsPerToken: number;
  /** How many server-sent events share one HTTP chunk. Model servers send 1, proxies in between gather them. */
  eventsPerChunk: number;
  /** Makes the text of one stream differ from that of its neighbours, so a mix-up is seen. */
  seed: number;
}

const promptPattern = /"bench:(\d+):(\d+):(\d+):(\d+):(\d+)"/;

/** The user's message that orders `script`. */
export function formatPrompt(script: AnswerScript): string {
  const { tokens, tokensPerSecond, charsPerToken, eventsPerChunk, seed } = script;
  return `bench:${tokens}:${tokensPerSecond}:${charsPerToken}:${eventsPerChunk}:${seed}`;
}

/** Finds the script in a JSON text that holds a message made by `formatPrompt`; undefined where there is none. */
export function findScript(json: string): AnswerScript | undefined {
  const match = promptPattern.exec(json);
  if (match === null) return undefined;
  const [tokens = 0, tokensPerSecond = 0, charsPerToken = 0, eventsPerChunk = 1, seed = 0] = match.slice(1).map(Number);
  return { tokens, tokensPerSecond, charsPerToken, eventsPerChunk, seed };
}

/**
 * The text of token `index`: numbered, and now and then with what breaks careless code: a quote and a line feed (escaped in JSON),
 * a letter of two bytes, a sign of two UTF-16 units.
 */
export function tokenText(script: AnswerScript, index: number): string {
  const specials = ['🙂', '"', 'é', '\n'];
  const special = index % 8 === 3 ? (specials[(index >> 3) % specials.length] ?? '') : '';
  return `w${script.seed}.${index}${special} `.padEnd(script.charsPerToken, 'lorem ipsum ');
}

/** The whole answer that `script` orders. */
export function answerText(script: AnswerScript): string {
  let text = '';
  for (let index = 0; index < script.tokens; index += 1) text += tokenText(script, index);
  return text;
}
