import { unwrap } from '@omniai/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

interface SummaryEditorProps {
  conversationId: string;
  id: string;
  text: string;
}

/** What the model is told of messages that no longer fit. A person's words stay as they are; without a summary the messages are simply cut. */
export function SummaryEditor({ conversationId, id, text }: SummaryEditorProps) {
  const t = useText();
  const api = useApi();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(text);
  const params = { path: { id } };
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: queryKey.allContexts(conversationId) });
  const save = useMutation({
    mutationFn: () => unwrap(api.http.PATCH('/summaries/{id}', { params, body: { text: draft.trim() } })),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: () => unwrap(api.http.DELETE('/summaries/{id}', { params })),
    onSuccess,
  });
  const error = save.error ?? remove.error;
  const isBusy = save.isPending || remove.isPending;
  return (
    <div className="grid gap-2">
      <textarea
        aria-label={t('chat.summaryText')}
        value={draft}
        rows={6}
        maxLength={30_000}
        className="rounded-lg border border-line-strong bg-raised px-3 py-2"
        onChange={(event) => setDraft(event.target.value)}
      />
      {error && <Notice kind="danger">{error.message}</Notice>}
      <div className="flex justify-end gap-2">
        <Button size="small" disabled={isBusy} onClick={() => remove.mutate()}>
          {t('chat.summaryForget')}
        </Button>
        <Button
          size="small"
          look="primary"
          disabled={isBusy || draft.trim() === '' || draft === text}
          onClick={() => save.mutate()}
        >
          {t('chat.summarySave')}
        </Button>
      </div>
    </div>
  );
}
