import { createAppWebhook } from '../omi/app-webhook.ts';
import { createCircuitBreaker } from '../omi/circuit-breaker.ts';
import type { OmiConversation } from '../omi/omi-conversation.ts';
import { createOmiSender, type DeliveryOutcome } from '../omi/omi-sender.ts';
import { readPush } from '../omi/post-webhook.ts';
import type { Time } from '../omi/time.ts';
import type { WebhookAddresses } from './open-addresses.ts';
import { parseLine } from './parse-script.ts';
import type { TranscriptPrinter } from './transcript-printer.ts';
import { createVoice } from './voice.ts';

/** An Omi that is spoken to, and what it prints. */
export interface Simulation {
  /** Plays a line of a script and returns when it is said; a fast one also waits for the replies. @throws SimulatorError */
  play(line: string): Promise<void>;
  /** Resolves when every delivery has its answer. */
  settled(): Promise<void>;
  /** Omi tells the server of a finished conversation. */
  tellConversation(conversation: OmiConversation): Promise<void>;
}

export interface SimulationParts {
  addresses: WebhookAddresses;
  uid: string;
  time: Time;
  printer: TranscriptPrinter;
  /** Whether each step waits until its deliveries are answered. */
  isFast: boolean;
  /** When the running conversation began, in milliseconds since 1970; now if absent. */
  startedAtMs?: number;
  /** The server said something in a reply. */
  onReply?: () => void;
}

export function createSimulation({
  addresses,
  uid,
  time,
  printer,
  isFast,
  onReply,
  ...parts
}: SimulationParts): Simulation {
  const sender = createOmiSender({ ...addresses, uid, time, onOutcome: (outcome) => printOutcome(outcome) });
  const conversationWebhook = createAppWebhook(
    `${addresses.appUrl ?? addresses.developerUrl}/conversation`,
    createCircuitBreaker(time.now),
    time,
  );
  const voice = createVoice({
    ...parts,
    time,
    onHeard(segment) {
      printer.print(segment.is_user ? 'you' : 'other', segment.text);
      sender.add([segment]);
    },
    async onConversation(conversation) {
      printer.print('omi', 'The conversation is over.');
      await sender.empty();
      await tellConversation(conversation);
    },
  });

  function printOutcome({ answer, push }: DeliveryOutcome): void {
    if (!answer) printer.print('!', 'Omi did not send this: the webhook failed too often.');
    else if (answer.status === 0) printer.print('!', 'The server did not answer in time.');
    else if (answer.status !== 200) printer.print('!', `The server answered ${answer.status}.`);
    else if (push !== undefined) {
      printer.print('reply', push);
      onReply?.();
    }
  }

  async function tellConversation(conversation: OmiConversation): Promise<void> {
    const [answer] = (await conversationWebhook.sendConversation(uid, conversation)).slice(-1);
    if (answer?.status !== 200)
      printer.print('!', `The server answered ${answer?.status} to the finished conversation.`);
    else if (readPush(answer) !== undefined) printer.print('reply', readPush(answer) ?? '');
  }

  return {
    async play(line) {
      for (const step of parseLine(line)) {
        await voice.play(step);
        if (isFast) await sender.empty();
      }
    },
    settled: sender.empty,
    tellConversation,
  };
}
