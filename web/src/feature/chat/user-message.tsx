import type { Row } from '@omniai/client';
import { Pencil } from 'lucide-react';
import { memo } from 'react';
import { useText } from '../../lib/use-text.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { AttachedFiles } from './attached-files.tsx';
import { BranchSwitch } from './branch-switch.tsx';
import { EditMessage } from './edit-message.tsx';
import type { MessageActions } from './message-action.ts';

interface UserMessageProps {
  row: Extract<Row, { kind: 'user' }>;
  /** What it would say instead, while its writer has it in the hand. */
  rewording: string | undefined;
  actions: MessageActions;
  isBusy: boolean;
}

export const UserMessage = memo(function UserMessage({ row, rewording, actions, isBusy }: UserMessageProps) {
  const t = useText();
  const { message } = row;
  const isEditing = rewording !== undefined;
  const isSpoken = message?.source === 'omi_transcript';
  return (
    <div className="group/message flex flex-col items-end gap-1 pt-6">
      <h3 className="sr-only">{t('chat.you')}</h3>
      {row.files.length > 0 && <AttachedFiles files={row.files} />}
      {message && isEditing ? (
        <EditMessage
          original={row.text}
          text={rewording}
          onChange={actions.reword}
          onCancel={() => actions.hold(undefined)}
          onSend={(text) => actions.edit(message, text)}
        />
      ) : (
        <div className="max-w-[85%] rounded-2xl rounded-br-md bg-accent-soft px-4 py-2.5 text-base leading-relaxed wrap-anywhere whitespace-pre-wrap">
          {row.text}
        </div>
      )}
      {message && !isEditing && (
        <div className="flex items-center text-faint">
          {isSpoken && <p className="px-1 text-xs">{t('chat.spoken')}</p>}
          <BranchSwitch siblings={message.siblings} currentId={message.id} onSelect={actions.selectBranch} />
          <div className="flex opacity-0 transition-opacity group-focus-within/message:opacity-100 group-hover/message:opacity-100 pointer-coarse:opacity-100">
            <CopyButton text={row.text} label={t('chat.copyMessage')} />
            {!isBusy && (
              <IconButton label={t('chat.editMessage')} size="smallIcon" onClick={() => actions.hold(message)}>
                <Pencil size={14} />
              </IconButton>
            )}
          </div>
        </div>
      )}
    </div>
  );
});
