import { useState } from 'react';
import { fromLocalTime, toLocalTime } from '../../lib/local-time.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAddFollowUp } from './use-follow-ups.ts';

const HOUR_MS = 3_600_000;

export function NewFollowUpDialog({ onClose }: { onClose(): void }) {
  const t = useText();
  const [message, setMessage] = useState('');
  const [at, setAt] = useState(() => toLocalTime(Date.now() + HOUR_MS));
  const add = useAddFollowUp();
  const deliverAt = fromLocalTime(at);
  return (
    <Dialog title={t('context.followUpNew')} description={t('context.followUpLead')} onClose={onClose}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (deliverAt) add.mutate({ message: message.trim(), deliver_at: deliverAt }, { onSuccess: onClose });
        }}
      >
        <TextArea
          label={t('context.followUpMessage')}
          placeholder={t('context.followUpExample')}
          rows={3}
          value={message}
          maxLength={10_000}
          onChange={(event) => setMessage(event.target.value)}
        />
        <TextField
          label={t('context.followUpAt')}
          type="datetime-local"
          required
          value={at}
          onChange={(event) => setAt(event.target.value)}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={add.isPending || message.trim() === '' || deliverAt === null}>
            {t('context.followUpAdd')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
