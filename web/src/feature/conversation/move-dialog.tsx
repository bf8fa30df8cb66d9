import type { Conversation, Space } from '@omniai/client';
import { Check } from 'lucide-react';
import { SPACE_NAME } from '../../lib/space-name.ts';
import { useSpaces } from '../../lib/use-spaces.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { conversationTitle } from './conversation-title.ts';
import { useChangeConversation } from './use-change-conversation.ts';

/** Asks in which space a conversation shall be. */
export function MoveDialog({ conversation, onClose }: { conversation: Conversation; onClose(): void }) {
  const t = useText();
  const spaces = useSpaces();
  const change = useChangeConversation(conversation);
  const move = (space: Space['space']) => change.mutate({ space }, { onSuccess: onClose });
  return (
    <Dialog
      title={t('common.moveTitle')}
      description={t('common.moveLead', { title: conversationTitle(conversation, t) })}
      onClose={onClose}
    >
      <QueryView query={spaces}>
        {(list) => (
          <ul className="-mx-2 grid gap-px">
            {list.spaces.map(({ space }) => {
              const isHere = space === conversation.space;
              return (
                <li key={space}>
                  <button
                    type="button"
                    aria-current={isHere}
                    disabled={change.isPending}
                    onClick={() => (isHere ? onClose() : move(space))}
                    className="flex w-full items-center justify-between gap-3 rounded-lg px-3 py-2 text-left text-sm hover:bg-hover aria-[current=true]:font-medium"
                  >
                    {t(SPACE_NAME[space])}
                    {isHere && <Check size={15} className="text-accent" aria-hidden="true" />}
                  </button>
                </li>
              );
            })}
          </ul>
        )}
      </QueryView>
      {change.error && <Notice kind="danger">{change.error.message}</Notice>}
      <div className="flex justify-end">
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </div>
    </Dialog>
  );
}
