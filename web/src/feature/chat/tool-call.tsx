import { type AnswerView, unwrap } from '@omniai/client';
import { useMutation } from '@tanstack/react-query';
import { ChevronRight, LoaderCircle, Wrench } from 'lucide-react';
import { useApi } from '../../lib/api-context.tsx';
import type { MessageId } from '../../lib/message-id.ts';
import { useText } from '../../lib/use-text.ts';
import { Button } from '../../ui/button.tsx';

type ToolUse = AnswerView['toolCalls'][number];

const STATUS: Record<ToolUse['status'], MessageId> = {
  waiting: 'chat.toolWaiting',
  running: 'chat.toolRunning',
  done: 'chat.toolDone',
  failed: 'chat.toolFailed',
  refused: 'chat.toolRefused',
};

/** One use of a tool within an answer. What it was given and gave is data: shown as it is, never drawn. */
export function ToolCall({ use, isLive }: { use: ToolUse; isLive: boolean }) {
  const t = useText();
  const isWaiting = use.status === 'waiting' && isLive;
  return (
    <div className={`rounded-xl border text-sm ${isWaiting ? 'border-warn bg-warn-soft' : 'border-line bg-panel'}`}>
      <details className="group" open={isWaiting}>
        <summary className="flex cursor-pointer list-none items-center gap-2 px-3.5 py-2.5">
          {use.status === 'running' && isLive ? (
            <LoaderCircle size={14} className="shrink-0 animate-spin text-soft" aria-hidden="true" />
          ) : (
            <Wrench size={14} className="shrink-0 text-soft" aria-hidden="true" />
          )}
          <span className="min-w-0 flex-1 truncate">
            <span className="font-medium">{use.tool}</span>{' '}
            <span className="text-soft">{use.server === '' ? '' : `(${use.server}) `}</span>
            <span className={use.status === 'failed' ? 'text-danger' : 'text-soft'}>{t(STATUS[use.status])}</span>
          </span>
          <ChevronRight
            size={14}
            className="shrink-0 text-soft transition-transform group-open:rotate-90"
            aria-hidden="true"
          />
        </summary>
        <div className="grid gap-3 border-t border-line px-3.5 py-3">
          <Data title={t('chat.toolArguments')} text={readable(use.arguments)} />
          {use.result !== null && <Data title={t('chat.toolResult')} text={use.result} />}
        </div>
      </details>
      {isWaiting && <Decision id={use.id} />}
    </div>
  );
}

function Decision({ id }: { id: string }) {
  const t = useText();
  const api = useApi();
  const decide = useMutation({
    mutationFn: (allow: boolean) =>
      unwrap(api.http.POST('/chat/tool-calls/{id}', { params: { path: { id } }, body: { allow } })),
  });
  return (
    <div role="alert" className="flex flex-wrap items-center justify-between gap-3 border-t border-line px-3.5 py-3">
      <p className="min-w-0 flex-1 basis-60">{decide.error ? decide.error.message : t('chat.toolAsks')}</p>
      <div className="flex gap-2">
        <Button size="small" disabled={decide.isPending} onClick={() => decide.mutate(false)}>
          {t('chat.toolRefuse')}
        </Button>
        <Button size="small" look="primary" disabled={decide.isPending} onClick={() => decide.mutate(true)}>
          {t('chat.toolAllow')}
        </Button>
      </div>
    </div>
  );
}

function Data({ title, text }: { title: string; text: string }) {
  return (
    <div className="grid gap-1">
      <p className="text-xs font-medium text-soft">{title}</p>
      <pre className="max-h-64 overflow-auto rounded-lg bg-raised px-3 py-2 font-mono text-[0.8125rem] wrap-anywhere whitespace-pre-wrap">
        {text}
      </pre>
    </div>
  );
}

/** JSON as people read it; what is none stays as it is. */
function readable(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), undefined, 2);
  } catch {
    return json;
  }
}
