import { formatMoment } from '../../lib/format-moment.ts';
import { useText } from '../../lib/use-text.ts';
import { Notice } from '../../ui/notice.tsx';
import { intentName } from './intent-name.ts';
import { MODE_NAME } from './listen-mode.ts';
import { TRIGGER_NAME } from './trigger-name.ts';
import type { Tried } from './use-tried-sentence.ts';

/** What the server says would come of a sentence. */
export function TriedSentence({ tried }: { tried: Tried }) {
  const t = useText();
  return (
    <div role="status" className="grid gap-4 border-t border-line pt-4 text-sm">
      {!tried.is_heard && <Notice kind="warn">{t('voice.testerDeaf')}</Notice>}
      <p className="text-soft">{t('voice.testerMode', { mode: t(MODE_NAME[tried.listen_mode]) })}</p>
      {tried.understood.length === 0 ? (
        <p>{t('voice.testerNothing')}</p>
      ) : (
        <ol className="grid gap-4">
          {tried.understood.map((one, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what was said stays in the order in which it was said
            <Understood key={index} one={one} />
          ))}
        </ol>
      )}
    </div>
  );
}

function Understood({ one }: { one: Tried['understood'][number] }) {
  const t = useText();
  const { command } = one;
  const due = command?.intent === 'add_task' && command.due_at !== null ? new Date(command.due_at).toISOString() : null;
  const facts = [
    [t('voice.testerWakeWord'), one.wake_word ?? t(TRIGGER_NAME[one.trigger])],
    [t('voice.testerIntent'), t(intentName(one.intent))],
    [t(command ? 'voice.testerCommand' : 'voice.testerQuestion'), one.text],
    ...(command?.intent === 'add_task' ? [[t('voice.testerTask'), command.title]] : []),
    ...(due ? [[t('voice.testerDue'), formatMoment(due)]] : []),
  ];
  return (
    <li>
      <dl className="grid gap-x-4 gap-y-1.5 rounded-xl bg-panel px-4 py-3 sm:grid-cols-[8rem_minmax(0,1fr)]">
        {facts.map(([name, value]) => (
          <div key={name} className="grid sm:contents">
            <dt className="text-soft">{name}</dt>
            <dd className="min-w-0 font-medium break-words">{value}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
