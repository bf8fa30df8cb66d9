import { type ApiSchemas, unwrap } from '@omniai/client';
import { useState } from 'react';
import { useApi } from '../../../lib/api-context.tsx';
import { useAct } from '../../../lib/use-act.ts';
import { useText } from '../../../lib/use-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { conversationIdIn } from './conversation-id-in.ts';
import { ReadMessages } from './read-messages.tsx';

interface Reading {
  conversationId: string;
  reason: string;
  cursor?: string | undefined;
}

/** Reading what somebody wrote: only with a reason, and never unseen. */
export function PersonReading({ userId }: { userId: string }) {
  const t = useText();
  const api = useApi();
  const [isOpen, setOpen] = useState(false);
  const [address, setAddress] = useState('');
  const [reason, setReason] = useState('');
  const [messages, setMessages] = useState<readonly ApiSchemas['Message'][]>([]);
  const read = useAct(
    ({ conversationId, reason, cursor }: Reading) =>
      unwrap(
        api.http.POST('/admin/users/{id}/conversations/{conversation_id}/read', {
          params: { path: { id: userId, conversation_id: conversationId } },
          body: { limit: 50, reason, ...(cursor !== undefined && { cursor }) },
        }),
      ),
    { refresh: [], onDone: ({ items }) => setMessages((shown) => [...items.toReversed(), ...shown]) },
  );
  const conversationId = conversationIdIn(address);
  const go = (cursor?: string) => read.mutate({ conversationId, reason: reason.trim(), cursor });
  return (
    <Card
      title={t('console.reading')}
      description={t('console.readingLead')}
      action={
        !isOpen && (
          <Button size="small" onClick={() => setOpen(true)}>
            {t('console.readConversation')}
          </Button>
        )
      }
    >
      {isOpen && messages.length === 0 && (
        <form
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            go();
          }}
        >
          <Notice kind="warn">{t('console.readingWarning')}</Notice>
          <TextField
            label={t('console.readingAddress')}
            hint={t('console.readingAddressHint')}
            required
            autoComplete="off"
            value={address}
            onChange={(event) => setAddress(event.target.value)}
          />
          <TextArea
            label={t('console.readingReason')}
            hint={t('console.readingReasonHint')}
            required
            minLength={10}
            maxLength={1_000}
            rows={3}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          {read.error && <Notice kind="danger">{read.error.message}</Notice>}
          {read.data && <Notice kind="calm">{t('console.readingEmpty')}</Notice>}
          <Button type="submit" className="justify-self-start" disabled={read.isPending || conversationId === ''}>
            {t('console.readAndTell')}
          </Button>
        </form>
      )}
      {messages.length > 0 && (
        <ReadMessages
          messages={messages}
          onOlder={read.data?.nextCursor ? () => go(read.data?.nextCursor) : undefined}
        />
      )}
    </Card>
  );
}
