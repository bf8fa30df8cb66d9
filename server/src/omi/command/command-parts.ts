import type { WriteHandle } from '../../store/query.ts';
import type { PendingQuestion } from '../intent/pending-question.ts';
import type { Speaker } from '../speech/speaker.ts';
import type { CommandText } from './reply/command-text.ts';

/** What is needed to carry a command out. */
export interface CommandParts {
  tx: WriteHandle;
  speaker: Speaker;
  text: CommandText;
  now: number;
}

/** What a command is answered with. */
export interface CommandReply {
  reply: string;
  /** What the reply asks back; the next words may answer it. */
  asks?: PendingQuestion;
  /** Whether the answers that are being written are to stop. */
  stopsAnswers?: boolean;
}
