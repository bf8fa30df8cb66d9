import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { formatMoment } from '../../lib/format-moment.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { NewFollowUpDialog } from './new-follow-up-dialog.tsx';
import { type FollowUp, useCancelFollowUp, useWaitingFollowUps } from './use-follow-ups.ts';

/** What comes to the person by itself at its time. */
export function FollowUpList() {
  const t = useText();
  const [isAdding, setAdding] = useState(false);
  const followUps = useWaitingFollowUps();
  return (
    <Card
      title={t('context.followUps')}
      description={t('context.followUpLead')}
      action={
        <Button size="small" onClick={() => setAdding(true)}>
          {t('context.followUpNew')}
        </Button>
      }
    >
      <QueryView query={followUps}>
        {(waiting) =>
          waiting.length === 0 ? (
            <p className="text-sm text-soft">{t('context.followUpNone')}</p>
          ) : (
            <ul className="divide-y divide-line border-t border-line">
              {waiting.map((followUp) => (
                <FollowUpItem key={followUp.id} followUp={followUp} />
              ))}
            </ul>
          )
        }
      </QueryView>
      {isAdding && <NewFollowUpDialog onClose={() => setAdding(false)} />}
    </Card>
  );
}

function FollowUpItem({ followUp }: { followUp: FollowUp }) {
  const t = useText();
  const cancel = useCancelFollowUp();
  return (
    <li className="flex items-start gap-3 py-3 last:pb-0">
      <div className="grid min-w-0 flex-1 gap-0.5">
        <p className="break-words whitespace-pre-line">{followUp.message}</p>
        <p className="flex flex-wrap gap-x-1.5 text-[0.8125rem] text-soft">
          <time dateTime={followUp.deliver_at}>{formatMoment(followUp.deliver_at)}</time>
          {followUp.conversation_id !== null && (
            <>
              <span aria-hidden="true">·</span>
              <Link
                to="/c/$conversationId"
                params={{ conversationId: followUp.conversation_id }}
                className="rounded underline decoration-line-strong underline-offset-3 hover:text-ink"
              >
                {t('context.toConversation')}
              </Link>
            </>
          )}
        </p>
      </div>
      <Button
        size="small"
        aria-label={t('context.followUpCancelOf', { text: followUp.message.slice(0, 60) })}
        disabled={cancel.isPending}
        onClick={() => cancel.mutate(followUp)}
      >
        {t('context.followUpCancel')}
      </Button>
    </li>
  );
}
