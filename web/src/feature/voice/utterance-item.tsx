import { Link } from '@tanstack/react-router';
import { formatAgo, formatMoment } from '../../lib/format-moment.ts';
import type { MessageId } from '../../lib/message-id.ts';
import { toPlainText } from '../../lib/to-plain-text.ts';
import { useText } from '../../lib/use-text.ts';
import { DeliveryLine } from '../../ui/delivery-line.tsx';
import { intentName } from './intent-name.ts';
import { TRIGGER_NAME } from './trigger-name.ts';
import type { Utterance } from './use-utterances.ts';

/** Something that was said to the assistant: what was understood, the answer, and how it came. */
export function UtteranceItem({ utterance, nowMs }: { utterance: Utterance; nowMs: number }) {
  const t = useText();
  const { intent, trigger, heard_at, delivery } = utterance;
  return (
    <li className="grid gap-2 py-4 first:pt-0 last:pb-0">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-[0.8125rem] text-soft">
        <span className="rounded-full bg-accent-soft px-2 py-0.5 text-xs font-medium text-accent">
          {t(intentName(intent))}
        </span>
        <span>{t(TRIGGER_NAME[trigger])}</span>
        <time dateTime={heard_at} title={formatMoment(heard_at)} className="ml-auto">
          {formatAgo(heard_at, nowMs)}
        </time>
      </p>
      <p className="font-medium break-words">{utterance.text}</p>
      <Answer utterance={utterance} />
      <p className="flex flex-wrap gap-x-3 gap-y-1 text-[0.8125rem] text-soft">
        {delivery && <DeliveryLine {...delivery} />}
        {utterance.conversation_id !== null && (
          <Link
            to="/c/$conversationId"
            params={{ conversationId: utterance.conversation_id }}
            search={utterance.message_id === null ? {} : { message: utterance.message_id }}
            className="rounded underline decoration-line-strong underline-offset-3 hover:text-ink"
          >
            {t('voice.toAnswer')}
          </Link>
        )}
      </p>
    </li>
  );
}

function Answer({ utterance }: { utterance: Utterance }) {
  const t = useText();
  const { answer, intent } = utterance;
  if (answer !== null) {
    return (
      <p className="border-l-2 border-line-strong pl-3.5 break-words whitespace-pre-line">{toPlainText(answer)}</p>
    );
  }
  const state = intent === 'question' && unansweredName(utterance);
  return state && <p className="border-l-2 border-line pl-3.5 text-soft">{t(state)}</p>;
}

function unansweredName({ answer_status: status, conversation_id: conversationId }: Utterance): MessageId {
  if (status === 'cancelled') return 'voice.stopped';
  // Before its message is there it waits to be asked; once that was deleted nothing is known of it.
  return status === 'streaming' || (status === null && conversationId === null)
    ? 'voice.beingAnswered'
    : 'voice.notAnswered';
}
