import { unwrap } from '@omniai/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Ghost } from 'lucide-react';
import type { ReactNode } from 'react';
import { useApi } from '../../lib/api-context.tsx';
import { queryKey } from '../../lib/query-key.ts';
import { say } from '../../lib/toast.ts';
import { useConversation } from '../../lib/use-conversation.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';

interface TemporaryMarkProps {
  conversationId: string | undefined;
  /** For a conversation that has not begun. */
  willBeTemporary: boolean;
  onChange(isTemporary: boolean): void;
}

/** Says all the time that a conversation is a temporary one, and lets one keep it; before it begins, lets one choose. */
export function TemporaryMark({ conversationId, willBeTemporary, onChange }: TemporaryMarkProps) {
  const t = useText();
  if (conversationId !== undefined) return <BegunMark conversationId={conversationId} />;
  if (willBeTemporary) {
    return (
      <Mark>
        <Button size="small" onClick={() => onChange(false)}>
          {t('chat.temporaryOff')}
        </Button>
      </Mark>
    );
  }
  return (
    <div className="flex justify-center pb-2">
      <Button look="quiet" size="small" onClick={() => onChange(true)}>
        <Ghost size={15} aria-hidden="true" /> {t('chat.temporaryOn')}
      </Button>
    </div>
  );
}

function BegunMark({ conversationId: id }: { conversationId: string }) {
  const t = useText();
  const api = useApi();
  const queryClient = useQueryClient();
  const path = { id };
  const conversation = useConversation(id);
  const keep = useMutation({
    mutationFn: () => unwrap(api.http.PATCH('/conversations/{id}', { params: { path }, body: { temporary: false } })),
    onSuccess() {
      say(t('chat.temporaryKept'));
      void queryClient.invalidateQueries({ queryKey: queryKey.conversations });
    },
    onError: (error) => say(error.message, { isTrouble: true }),
  });
  if (!conversation?.expires_at) return null;
  return (
    <Mark>
      <Button size="small" disabled={keep.isPending} onClick={() => keep.mutate()}>
        {t('chat.temporaryKeep')}
      </Button>
    </Mark>
  );
}

function Mark({ children }: { children: ReactNode }) {
  const t = useText();
  return (
    <div className="mb-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-xl border border-dashed border-line-strong px-3.5 py-2 text-[0.8125rem] text-soft">
      <p className="flex min-w-0 flex-1 basis-60 items-start gap-2.5">
        <Ghost size={16} className="mt-0.5 shrink-0 text-accent" aria-hidden="true" />
        <span>
          <strong className="font-medium text-ink">{t('chat.temporary')}.</strong> {t('chat.temporaryLead')}
        </span>
      </p>
      {children}
    </div>
  );
}
