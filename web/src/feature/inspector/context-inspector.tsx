import type { ReactNode } from 'react';
import { formatCount } from '../../lib/format.ts';
import type { MessageId } from '../../lib/message-id.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ContextMessages } from './context-messages.tsx';
import { OwnPrompt } from './own-prompt.tsx';
import { SummaryEditor } from './summary-editor.tsx';
import type { ConversationContext } from './use-context.ts';

interface ContextInspectorProps {
  conversationId: string;
  context: ConversationContext;
  onClose(): void;
}

const ORIGIN: Record<NonNullable<ConversationContext['system_prompt']>['from'], MessageId> = {
  request: 'chat.promptOfRequest',
  conversation: 'chat.promptOfConversation',
  space: 'chat.promptOfSpace',
  default: 'chat.promptOfDefault',
};

/** Everything that the next message is sent with, and what is left out, word for word as far as it is not the conversation itself. */
export function ContextInspector({ conversationId, context, onClose }: ContextInspectorProps) {
  const t = useText();
  const { totals, system_prompt: prompt, summary } = context;
  const { tokens = 0, context_length: length = null } = totals;
  const values = {
    model: context.model,
    tokens: formatCount(tokens),
    length: length === null ? '' : formatCount(length),
  };
  return (
    <Dialog
      title={t('chat.contextTitle')}
      description={t(length === null ? 'chat.contextUnknownLength' : 'chat.contextLength', values)}
      onClose={onClose}
    >
      <div className="grid gap-6">
        {totals.dropped > 0 && (
          <p className="rounded-lg bg-warn-soft px-3.5 py-2.5 text-sm text-warn">
            {t('chat.contextDropped', { count: totals.dropped })}
          </p>
        )}
        <Part title={prompt ? t(ORIGIN[prompt.from]) : t('chat.promptNone')}>
          {prompt && <Words text={prompt.text} />}
          <OwnPrompt conversationId={conversationId} text={prompt?.from === 'conversation' ? prompt.text : ''} />
        </Part>
        <Part title={t('chat.contextNotes')}>
          {context.notes === '' ? (
            <p className="text-soft">{t('chat.contextNoNotes')}</p>
          ) : (
            <Words text={context.notes} />
          )}
          {totals.memories_dropped > 0 && (
            <p className="text-warn">{t('chat.memoriesDropped', { count: totals.memories_dropped })}</p>
          )}
        </Part>
        {summary && (
          <Part title={t('chat.summaryTitle', { count: summary.messages })}>
            <SummaryEditor conversationId={conversationId} id={summary.id} text={summary.text} />
          </Part>
        )}
        <Part title={t('chat.contextMessages', { count: totals.messages })}>
          <ContextMessages conversationId={conversationId} messages={context.messages} />
        </Part>
      </div>
      <div className="flex justify-end">
        <Button onClick={onClose}>{t('common.close')}</Button>
      </div>
    </Dialog>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-2 text-sm">
      <h3 className="text-xs font-medium text-faint">{title}</h3>
      {children}
    </section>
  );
}

function Words({ text }: { text: string }) {
  return (
    <p className="max-h-48 overflow-y-auto rounded-lg bg-panel px-3.5 py-2.5 leading-relaxed wrap-anywhere whitespace-pre-wrap">
      {text}
    </p>
  );
}
