import { useMe } from '../../lib/use-me.ts';
import { useText } from '../../lib/use-text.ts';
import { Card } from '../../ui/card.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';

/** How voice is tried without a device: by the simulator that comes with the server. */
export function SimulatorCard() {
  const t = useText();
  const me = useMe();
  const command = `npm run omi:simulate -- --email ${me.data?.user.email ?? ''} "${t('voice.tryQuestion')}"`;
  return (
    <Card title={t('voice.tryTitle')} description={t('voice.tryLead')}>
      <div className="flex items-start gap-1 rounded-lg bg-panel py-2 pr-2 pl-3.5">
        <code className="min-w-0 flex-1 py-1 font-mono text-[0.8125rem] break-words">{command}</code>
        <CopyButton text={command} label={t('voice.tryCopy')} />
      </div>
    </Card>
  );
}
