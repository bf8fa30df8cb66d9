import { Link } from '@tanstack/react-router';
import {
  AlarmClock,
  CircleCheck,
  Eye,
  FileText,
  Import,
  type LucideIcon,
  MessageCircle,
  MicOff,
  Sun,
} from 'lucide-react';
import { formatAgo, formatMoment } from '../../lib/format-moment.ts';
import type { MessageId } from '../../lib/message-id.ts';
import { serverSentence } from '../../lib/server-sentence.ts';
import { toPlainText } from '../../lib/to-plain-text.ts';
import { useText } from '../../lib/use-text.ts';
import { DeliveryLine } from '../../ui/delivery-line.tsx';
import type { Notification, ToldThing } from './notification.ts';

const KINDS: Readonly<Record<Notification['kind'], { icon: LucideIcon; name: MessageId }>> = {
  follow_up: { icon: AlarmClock, name: 'context.kindFollowUp' },
  task_due: { icon: CircleCheck, name: 'context.kindTaskDue' },
  answer: { icon: MessageCircle, name: 'context.kindAnswer' },
  wearable_silent: { icon: MicOff, name: 'context.kindWearableSilent' },
  meeting_saved: { icon: FileText, name: 'context.kindMeetingSaved' },
  import_done: { icon: Import, name: 'context.kindImportDone' },
  day_summary: { icon: Sun, name: 'context.kindDaySummary' },
  account_read: { icon: Eye, name: 'context.kindAccountRead' },
};

/** One thing that the person was told, and the ways it took. */
export function ToldItem({ told, nowMs }: { told: ToldThing; nowMs: number }) {
  const t = useText();
  const { icon: Icon, name } = KINDS[told.kind];
  return (
    <li className="flex gap-3.5 px-4 py-4 sm:px-5">
      <span
        className="mt-0.5 grid size-8 shrink-0 place-items-center rounded-full bg-panel text-soft"
        aria-hidden="true"
      >
        <Icon size={16} />
      </span>
      <div className="grid min-w-0 flex-1 gap-1.5">
        <p className="flex flex-wrap items-baseline justify-between gap-x-3 text-[0.8125rem] text-soft">
          <span className="font-medium">{t(name)}</span>
          <time dateTime={told.created_at} title={formatMoment(told.created_at)}>
            {formatAgo(told.created_at, nowMs)}
          </time>
        </p>
        <p className="break-words whitespace-pre-line">{toPlainText(serverSentence(told.text))}</p>
        <ul className="grid gap-0.5 text-[0.8125rem]">
          {told.ways.map((way) => (
            <li key={way.id}>
              <DeliveryLine channel={way.channel} status={way.status} reason={way.reason} />
            </li>
          ))}
        </ul>
        {told.conversation_id !== null && (
          <Link
            to="/c/$conversationId"
            params={{ conversationId: told.conversation_id }}
            className="w-fit rounded text-[0.8125rem] text-soft underline decoration-line-strong underline-offset-3 hover:text-ink"
          >
            {t('context.toConversation')}
          </Link>
        )}
      </div>
    </li>
  );
}
