import type { Space } from '@omniai/client';
import { Link } from '@tanstack/react-router';
import { Folder } from 'lucide-react';
import type { MessageId } from '../../lib/message-id.ts';
import { SPACE_NAME } from '../../lib/space-name.ts';
import { useMe } from '../../lib/use-me.ts';
import { useProviders } from '../../lib/use-providers.ts';
import { useText } from '../../lib/use-text.ts';
import { Mark } from '../../ui/mark.tsx';

interface Start {
  title: MessageId;
  ask: MessageId;
}

const CONNECT: Start = { title: 'chat.startConnect', ask: 'chat.startConnectAsk' };
const INVITE: Start = { title: 'chat.startInvite', ask: 'chat.startInviteAsk' };
const VOICE: Start = { title: 'chat.startVoice', ask: 'chat.startVoiceAsk' };
const FIND: Start = { title: 'chat.startFind', ask: 'chat.startFindAsk' };
const EVERYDAY: readonly Start[] = [
  { title: 'chat.startExplain', ask: 'chat.startExplainAsk' },
  { title: 'chat.startWrite', ask: 'chat.startWriteAsk' },
  { title: 'chat.startPlan', ask: 'chat.startPlanAsk' },
];

interface GreetingProps {
  /** In which the conversation begins, where one was chosen. */
  space: Space['space'] | undefined;
  onChoose(prompt: string): void;
}

/** An empty conversation: a word of welcome and ways to begin, which depend on who is there and what can answer. */
export function Greeting({ space, onChoose }: GreetingProps) {
  const t = useText();
  const user = useMe().data?.user;
  const providers = useProviders().data?.providers;
  const name = user?.display_name?.split(' ')[0];
  const isAdmin = user?.role === 'admin';
  const lacksModel = providers?.every(({ is_model, status }) => !is_model || status === 'down') ?? false;
  const starts = lacksModel ? (isAdmin ? [CONNECT, INVITE, VOICE] : [FIND, VOICE]) : EVERYDAY;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto grid min-h-full w-full max-w-3xl content-center gap-8 px-4 py-8 sm:px-6">
        <div className="grid gap-4">
          <Mark className="size-9 text-accent" />
          <h2 className="text-[1.75rem] leading-tight font-semibold tracking-tight text-balance">
            {name ? t('chat.hello', { name }) : t('chat.helloNobody')}
          </h2>
          {space !== undefined && (
            <p className="flex items-center gap-2 text-soft">
              <Folder size={16} className="shrink-0" aria-hidden="true" />
              {t('chat.beginsIn', { space: t(SPACE_NAME[space]) })}
            </p>
          )}
          {lacksModel && (
            <p className="max-w-prose text-soft">{t(isAdmin ? 'chat.noModelAdmin' : 'chat.noModelUser')}</p>
          )}
          {lacksModel && isAdmin && (
            <Link
              to="/console/providers/new"
              className="inline-flex h-10 w-fit items-center rounded-lg bg-accent px-4 text-sm font-medium text-on-accent hover:brightness-110"
            >
              {t('chat.addProvider')}
            </Link>
          )}
        </div>
        <ul className="grid gap-2.5 sm:grid-cols-3">
          {starts.map(({ title, ask }) => (
            <li key={title}>
              <button
                type="button"
                onClick={() => onChoose(t(ask))}
                className="grid h-full w-full content-start gap-1 rounded-xl border border-line bg-raised px-4 py-3 text-left transition-colors hover:border-line-strong hover:bg-hover/50"
              >
                <span className="text-sm font-medium">{t(title)}</span>
                <span className="text-[0.8125rem] leading-snug text-soft">{`${t(ask).trimEnd()}${/\s$/.test(t(ask)) ? '\u00a0…' : ''}`}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
