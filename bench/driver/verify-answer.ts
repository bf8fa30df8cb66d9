import { type AnswerScript, answerText } from './answer-script.ts';
import type { RawReply } from './raw-connection.ts';
import { readReply } from './read-reply.ts';
import type { Subject } from './subject.ts';

/**
 * Checks that an answer is exactly what `script` ordered, token by token in order, and gives the number of pieces it came in.
 * With `isPartial` the answer may stop early, though not before its first token.
 * @throws Error that names the first place where it differs
 */
export function verifyAnswer(subject: Subject, raw: RawReply, script: AnswerScript, isPartial = false): number {
  const reply = readReply(raw);
  if (reply.status !== 200) throw new Error(`status ${reply.status}: ${reply.body.slice(0, 300)}`);
  const pieces = subject.readPieces(reply);
  const text = pieces.join('');
  const wanted = answerText(script);
  const isRight = isPartial ? text !== '' && wanted.startsWith(text) : text === wanted;
  if (!isRight) throw new Error(`the answer differs: ${describeDifference(text, wanted)}`);
  return pieces.length;
}

function describeDifference(text: string, wanted: string): string {
  let at = 0;
  while (at < text.length && text[at] === wanted[at]) at += 1;
  const around = (whole: string) => JSON.stringify(whole.slice(Math.max(0, at - 20), at + 20));
  return `at ${at} of ${wanted.length} there is ${around(text)}, wanted ${around(wanted)}`;
}
