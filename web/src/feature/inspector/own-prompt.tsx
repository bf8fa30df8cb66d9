import { unwrap } from '@omniai/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

interface OwnPromptProps {
  conversationId: string;
  /** What the conversation is told now; empty where it has no instructions of its own. */
  text: string;
}

/** Instructions for one conversation alone, which go before those of its space and those for all. */
export function OwnPrompt({ conversationId, text }: OwnPromptProps) {
  const t = useText();
  const api = useApi();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<string | null>(null);
  const save = useMutation({
    mutationFn: (words: string) => {
      const body = { system_prompt: words === '' ? null : words };
      return unwrap(api.http.PATCH('/conversations/{id}', { params: { path: { id: conversationId } }, body }));
    },
    async onSuccess() {
      void queryClient.invalidateQueries({ queryKey: queryKey.conversations });
      await queryClient.invalidateQueries({ queryKey: queryKey.allContexts(conversationId) });
      setDraft(null);
    },
  });
  if (draft === null) {
    return (
      <Button size="small" className="justify-self-start" onClick={() => setDraft(text)}>
        {t(text === '' ? 'chat.promptWrite' : 'chat.promptChange')}
      </Button>
    );
  }
  return (
    <div className="grid gap-2">
      <textarea
        // biome-ignore lint/a11y/noAutofocus: it appears because its writer asked for it
        autoFocus
        aria-label={t('chat.promptOfConversation')}
        placeholder={t('chat.promptHint')}
        value={draft}
        rows={5}
        maxLength={30_000}
        className="rounded-lg border border-line-strong bg-raised px-3 py-2 placeholder:text-faint"
        onChange={(event) => setDraft(event.target.value)}
      />
      {save.error && <Notice kind="danger">{save.error.message}</Notice>}
      <div className="flex justify-end gap-2">
        <Button size="small" onClick={() => setDraft(null)}>
          {t('common.cancel')}
        </Button>
        <Button
          size="small"
          look="primary"
          disabled={save.isPending || draft.trim() === text}
          onClick={() => save.mutate(draft.trim())}
        >
          {t('common.save')}
        </Button>
      </div>
    </div>
  );
}
